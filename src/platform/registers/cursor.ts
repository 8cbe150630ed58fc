import type { z } from 'zod';
import { fail } from '../../kernel/errors/public.ts';
import { registerErrors } from '../../kernel/register/public.ts';

/** What a list hands out to be given back for the next page: where the last row stood, opaque to the caller. */
export type Cursor<Place> = { write(place: Place): string; read(text: string): Place };

/** Declares the cursor of a list by the shape of its place. `read` throws BAD_CURSOR for one that this list never gave. */
export function defineCursor<Place>(schema: z.ZodType<Place>): Cursor<Place> {
  return {
    write: (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
    read(text) {
      const parsed = schema.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
      return parsed.success ? parsed.data : fail(registerErrors.BAD_CURSOR(undefined, 'after'));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it is, no schema takes it.
    return undefined;
  }
}
