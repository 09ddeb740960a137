import { Change } from "../../components/Change.tsx";
import { Evidence } from "../../components/Evidence.tsx";
import { Fold } from "../../components/Fold.tsx";
import type { HolderHistory, PositionItem, ToldItem } from "../../data/types.ts";
import { counted, date } from "../../text/format.ts";
import { ToldWords } from "./Held.tsx";

/** What was said otherwise and did not count: listed, never hidden. */
export function Otherwise({ told }: { told: readonly ToldItem[] }) {
  if (told.length === 0) return null;
  return (
    <div class="otherwise">
      <Fold title={`${counted(told.length, "time")} said otherwise`}>
        {() =>
          told.map((each) => (
            <div>
              <b>{each.stance}</b>
              <ToldWords told={each} />
            </div>
          ))
        }
      </Fold>
    </div>
  );
}

/** The positions as the reports have them. */
export function Told({ positions }: { positions: readonly PositionItem[] }) {
  return (
    <ul class="positions">
      {positions.map((position) => (
        <li key={`${position.report} ${position.id}`} data-item>
          <b>{position.stance}</b>
          {position.evidence.map((quote) => (
            <Evidence {...quote} />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The changes that reports tell of: in which direction, when, and in which words. */
export function Changes({ holder }: { holder: HolderHistory }) {
  if (holder.shifts.length === 0) return null;
  return (
    <div class="changes">
      <h3>{counted(holder.shifts.length, "change")} as reported</h3>
      <ul class="positions">
        {holder.shifts.map((shift) => (
          <li data-item>
            <p>
              <b>{shift.direction}</b>
              {shift.day && <span class="soft"> {date(shift.day)}</span>}
            </p>
            <Change shift={shift} positions={holder.positions} />
            {shift.evidence.slice(0, 2).map((quote) => (
              <Evidence {...quote} />
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
