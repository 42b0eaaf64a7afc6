import { crc32 } from 'node:zlib';
import { InputError } from './errors/errors.ts';

/** A place in a list. */
export interface ListPosition {
  position: number;
  /** Mark of the page that has the item, to notice when the REST API sends that page again. Null if it has none. */
  mark: string | null;
}

/**
 * A cursor contains the position, a checksum of position and list, so that cursors of other lists are refused, and the
 * mark.
 */
export function cursorOf({ position, mark }: ListPosition, list: string): string {
  const parts = [position, checkOf(position, list), ...(mark === null ? [] : [mark])];
  return Buffer.from(parts.join('.')).toString('base64url');
}

/**
 * @param argument the argument with the cursor
 * @throws InputError if it is not a cursor of this list
 */
export function positionOf(cursor: string, list: string, argument: 'after' | 'before' = 'after'): ListPosition {
  const [position = '', check, mark = null] = Buffer.from(cursor, 'base64url').toString().split('.');
  const isOurs = /^\d{1,12}$/.test(position) && check === checkOf(Number(position), list);
  if (!isOurs)
    throw new InputError(
      `${argument} is not a valid cursor for this list. Use ${argument === 'before' ? 'startCursor' : 'endCursor'} or a cursor from the same list.`,
    );
  return { position: Number(position), mark };
}

function checkOf(position: number, list: string): string {
  return crc32(`${position} ${list}`).toString(36);
}
