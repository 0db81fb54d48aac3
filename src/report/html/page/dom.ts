/**
 * The few parts of a browser that the page uses. The compiler's own library of them is not taken in: its globals would
 * then be known in every file of the tool, which runs where there are none.
 */
export interface PageElement {
  hidden: boolean;
  open: boolean;
  checked: boolean;
  value: string;
  className: string;
  textContent: string | null;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly parentElement: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  append(...children: readonly (PageElement | string)[]): void;
  replaceChildren(...children: readonly (PageElement | string)[]): void;
  addEventListener(kind: string, listener: (event: PageEvent) => void): void;
}

export interface PageEvent {
  preventDefault(): void;
}

export interface PageDocument {
  readonly documentElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getElementById(id: string): PageElement | null;
  createElement(tag: string): PageElement;
}

export interface PageWindow {
  readonly document: PageDocument;
  readonly location: { readonly hash: string };
  addEventListener(kind: string, listener: () => void): void;
  setTimeout(run: () => void, milliseconds: number): number;
  clearTimeout(timer: number | undefined): void;
}
