import { sourceFiles } from '../support/sources.ts';
import type { Check } from './check.ts';

/** The rooms: the top folders, and within src/ also the folders of each layer. */
const ROOMS = [
  /^(bench|db|docs|examples|generated|scripts|src|test)\//,
  /^src\/[^/]+\//,
  /^src\/(kernel|platform|modules)\/[^/]+\//,
];

/** A README in every room, of a page at most. */
export const readmes: Check = {
  name: 'readmes',
  async problems() {
    const files = await sourceFiles(/./);
    const rooms = new Set(files.flatMap(({ path }) => ROOMS.flatMap((room) => room.exec(path)?.[0] ?? [])));
    const paths = new Set(files.map(({ path }) => path));
    return [...rooms].filter((room) => !paths.has(`${room}README.md`)).map((room) => `${room} has no README.md`);
  },
};
