/** Where something stands in a document: `['rules', 3, 'tiers', 0, 'need']`. */
export type Path = readonly (string | number)[];

type Tree = Record<string | number, unknown>;

/** What stands at a path, or undefined where the document does not reach so far. */
export function getIn(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, step) => (typeof node === 'object' && node !== null ? (node as Tree)[step] : undefined),
    document,
  );
}

/** The document with another value at a path; what is not on the way stays the same object. undefined removes. */
export function setIn<Node>(document: Node, path: Path, value: unknown): Node {
  const [step, ...rest] = path;
  if (step === undefined) return value as Node;
  const node = document ?? (typeof step === 'number' ? [] : {});
  const child = setIn((node as Tree)[step], rest, value);
  if (Array.isArray(node)) {
    return (child === undefined ? node.toSpliced(step as number, 1) : node.toSpliced(step as number, 1, child)) as Node;
  }
  const { [step]: _, ...others } = node as Tree;
  return (child === undefined ? others : { ...(node as Tree), [step]: child }) as Node;
}

export const textOfPath = (path: Path): string => path.join('.');

/** Whether a problem's path (`rules.3.tiers`) lies at a path or below it. */
export function liesWithin(problemPath: string, path: Path): boolean {
  const text = textOfPath(path);
  return problemPath === text || problemPath.startsWith(`${text}.`);
}

/** Id of the element that stands for a path. */
export const elementId = (path: Path): string => `at-${textOfPath(path)}`;
