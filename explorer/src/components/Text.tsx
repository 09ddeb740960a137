import { pieces } from "../text/controls.ts";
import { opening } from "../text/format.ts";

/** More letters than any name, and than nearly any quotation, has: what is longer is read in the report itself. */
const MOST = 1200;

interface Props {
  readonly children: string | null | undefined;
  /** All of it, however long: for places that show nothing else. */
  readonly whole?: boolean;
}

/**
 * Text from outside, isolated from what stands beside it; control characters are shown by name and not obeyed. Of a text
 * without end (a "word" of a million letters) the beginning is shown.
 */
export function Text({ children, whole = false }: Props) {
  const text = children ?? "";
  return (
    <bdi>
      <Pieces text={whole ? text : opening(text, MOST)} />
    </bdi>
  );
}

export function Pieces({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece) =>
        piece.control ? (
          <span class="control" title={`hidden character: ${piece.control[1]}`}>
            {piece.control[0]}
          </span>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
