/** What is said of a link that cannot be honoured as it stands. */

export const NOTICE = {
  label: "About this link",
  close: "Dismiss",
  before: "This link asks for more than this page can show.",
  unknownKey: (key: string) => `It names “${key}”, which this page does not know; that part does nothing.`,
  unknown: (kind: string, asked: string) => `There is no ${kind} “${asked}” here`,
  shown: (instead: string) => `; ${instead} is shown instead.`,
  left: ".",
  beyond: (kind: string, asked: string, last: number) => `There is no ${kind} ${asked} here; the last is ${last}`,
  noValue: (kind: string, asked: string) => `“${asked}” is no value of ${kind}`,
  usual: "; the usual one is shown.",
  meant: (name: string) => `Show “${name}”`,
  own: (own: string) =>
    `It asks for somebody’s own picture (“${own}”). Such pictures never leave the page that they were opened in: ` +
    "open the file here with “Your image”, or choose one of the gallery.",
  kinds: {
    view: "view",
    model: "model",
    image: "picture",
    hook: "tensor",
    inspect: "tensor or weight",
    concept: "concept",
    path: "concept",
    versus: "picture or model",
    token: "token",
    head: "head",
    block: "block",
    open: "block",
  },
} as const;
