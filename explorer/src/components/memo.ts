import { Component, h, type ComponentChild, type FunctionComponent } from "preact";

/** A component that is made anew only when one of its properties is another (all of preact/compat would be larger). */
export function memo<Props extends object>(view: FunctionComponent<Props>): FunctionComponent<Props> {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const keys = new Set([...Object.keys(next), ...Object.keys(this.props)]) as Set<keyof Props>;
      return [...keys].some((key) => next[key] !== this.props[key]);
    }
    override render(): ComponentChild {
      return h(view, this.props as Props);
    }
  }
  return Memo as unknown as FunctionComponent<Props>;
}
