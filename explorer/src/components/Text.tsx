import { pieces } from "../text/controls.ts";

/** Text from outside, isolated from what stands beside it; control characters are shown by name and not obeyed. */
export function Text({ children }: { children: string | null | undefined }) {
  return (
    <bdi>
      <Pieces text={children ?? ""} />
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
