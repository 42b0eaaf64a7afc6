import { crc32 } from 'node:zlib';
import { InputError } from './errors/errors.ts';

/** A cursor contains the position and a checksum of position and list, so that cursors of other lists are refused. */
export function cursorOf(position: number, list: string): string {
  return Buffer.from(`${position}.${checkOf(position, list)}`).toString('base64url');
}

/** @throws InputError if it is not a cursor of this list */
export function positionOf(cursor: string, list: string): number {
  const [position = '', check] = Buffer.from(cursor, 'base64url').toString().split('.');
  const isOurs = /^\d{1,12}$/.test(position) && check === checkOf(Number(position), list);
  if (!isOurs)
    throw new InputError('after is not a valid cursor for this list. Use endCursor or a cursor from the same list.');
  return Number(position);
}

function checkOf(position: number, list: string): string {
  return crc32(`${position} ${list}`).toString(36);
}
