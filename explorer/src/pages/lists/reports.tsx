import { ReportTable } from "../../components/Reports.tsx";
import { api } from "../../data/api-client.ts";
import { Listed, useAsked } from "./Listed.tsx";

/** Reports by the filters in the address, the latest first. */
export default function ReportsPage() {
  return (
    <Listed title="Reports" noun={["report", "reports"]} resource={api.reports(useAsked())}>
      {(pages) => <ReportTable reports={pages.flatMap((page) => page.reports)} caption="Reports, the latest first" />}
    </Listed>
  );
}
