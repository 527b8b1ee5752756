import { isAbsolute } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { address, type Address } from '../../shared/units.ts';

/** Reads the text of one setting. The error says what is allowed, and what was probably meant. */
export type Reader<T> = {
  readonly allowed: string;
  read(text: string): Result<T, string>;
};

export const trueOrFalse: Reader<boolean> = {
  allowed: 'true or false',
  read: (text) => {
    const word = text.toLowerCase();
    return word === 'true' || word === 'false' ? ok(word === 'true') : err('Write true or false.');
  },
};

export function oneOf<const W extends string>(words: readonly W[]): Reader<W> {
  const allowed = words.join(' or ');
  return {
    allowed,
    read: (text) => {
      const word = words.find((each) => each === text);
      return word === undefined ? err(`Write ${allowed}.`) : ok(word);
    },
  };
}

// The library keeps these for itself: an event of such a name would never come.
const RESERVED_EVENTS: readonly string[] = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
];
const EVENT_NAME = /^[\x21-\x7e]{1,64}$/;

export const eventName: Reader<string> = {
  allowed: 'the name of an event, 1 to 64 characters without blanks',
  read: (text) => {
    if (RESERVED_EVENTS.includes(text)) {
      return err('Write the name of the event that carries the pools; Socket.IO keeps this one for itself.');
    }
    return EVENT_NAME.test(text)
      ? ok(text)
      : err('Write the name of an event, 1 to 64 characters without blanks.');
  },
};

export const folderPath: Reader<string> = {
  allowed: 'the full path of a folder',
  read: (text) => {
    if (text.includes('\0')) return err('Write the full path of a folder.');
    if (isAbsolute(text)) return ok(text);
    return err(
      text.startsWith('~')
        ? 'Write the full path of the folder: ~ is put in by a shell only.'
        : 'Write the full path of the folder, from the root on.',
    );
  },
};

export const filePath: Reader<string> = {
  allowed: 'the full path of a file',
  read: (text) =>
    isAbsolute(text) && !text.includes('\0')
      ? ok(text)
      : err('Write the full path of the file, from the root on.'),
};

const BASE58_KEY = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;

/** A key of 64 bytes is longer: a secret that was pasted here is refused, and not shown in full. */
export const publicAddress: Reader<Address> = {
  allowed: 'a public address (32 to 44 base58 characters)',
  read: (text) =>
    BASE58_KEY.test(text)
      ? ok(address(text))
      : err('Write a public address: 32 to 44 base58 characters. Never write a secret key here.'),
};
