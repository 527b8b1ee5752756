import { err, ok, type Result } from '../../shared/result.ts';
import { SETTING_RANGES, type RangedSetting } from '../../shared/settings.ts';
import { bps, lamports, millis, type Bps, type Lamports, type Millis } from '../../shared/units.ts';
import { parseDecimal, writeDecimal } from './decimal-text.ts';
import type { Reader } from './setting-readers.ts';

type Range = { readonly min: bigint; readonly max: bigint; readonly says: string };

/** How a number is written in the environment. */
type Notation = {
  /** The unit of the setting in words, such as `whole milliseconds`. */
  readonly unit: string;
  /** Digits after the point that count: the value is a whole number of 10^-places. */
  readonly places: number;
  /** Units that people write behind a number, as how many of the setting's smallest unit. */
  readonly suffixes: Readonly<Record<string, bigint>>;
  /** One of the suffixes: the unit that is often taken for the setting's own. */
  readonly confusedWith: string | null;
};

const MS_SUFFIXES = {
  ms: 1n,
  s: 1000n,
  sec: 1000n,
  m: 60_000n,
  min: 60_000n,
  h: 3_600_000n,
  d: 86_400_000n,
} as const;

const PLAIN: Notation = { unit: 'a whole number', places: 0, suffixes: {}, confusedWith: null };
const MILLISECONDS: Notation = {
  unit: 'whole milliseconds, without a unit',
  places: 0,
  suffixes: MS_SUFFIXES,
  confusedWith: 's',
};
const SECONDS: Notation = {
  unit: 'seconds, without a unit',
  places: 3,
  suffixes: MS_SUFFIXES,
  confusedWith: 'ms',
};
const SOL: Notation = {
  unit: 'SOL, without a unit',
  places: 9,
  suffixes: { sol: 1_000_000_000n, lamports: 1n },
  confusedWith: 'lamports',
};
const PERCENT: Notation = {
  unit: 'percent, without a sign',
  places: 2,
  suffixes: { '%': 100n, percent: 100n, bps: 1n },
  confusedWith: 'bps',
};

const SUFFIXED = /^(\d{1,15}(?:\.\d{1,9})?)\s*([a-z%]{1,10})$/i;
const SEPARATED = /^\d{1,3}(?:[,_ ']\d{3})+$/;
const COMMA = /^\d{1,15},\d{1,9}$/;

function numberReader(notation: Notation, range: Range): Reader<bigint> {
  const allowed = `${notation.unit}: ${range.says}`;
  const refuse = (hint: string | null): Result<never, string> =>
    err(hint === null ? `Write ${allowed}.` : `Write ${allowed}; ${hint}.`);
  const isInRange = (value: bigint): boolean => value >= range.min && value <= range.max;
  const written = (value: bigint): string => writeDecimal(value, notation.places);
  return {
    allowed,
    read: (text) => {
      const value = parseDecimal(text, notation.places);
      if (value !== null && isInRange(value)) return ok(value);
      if (value !== null) return refuse(confusion(text, notation, isInRange));
      if (/^-\d/.test(text)) return refuse('it cannot be negative');
      const suffixed = SUFFIXED.exec(text);
      const worth = notation.suffixes[suffixed?.[2]?.toLowerCase() ?? ''];
      const meant = parseDecimal(suffixed?.[1] ?? '', 9);
      if (worth !== undefined && meant !== null && (meant * worth) % 1_000_000_000n === 0n) {
        const inUnits = (meant * worth) / 1_000_000_000n;
        return refuse(isInRange(inUnits) ? `${text} is ${written(inUnits)}` : null);
      }
      if (SEPARATED.test(text)) return refuse(`without separators: ${text.replaceAll(/\D/g, '')}`);
      if (COMMA.test(text) && notation.places > 0) return refuse(`with a point: ${text.replace(',', '.')}`);
      return refuse(null);
    },
  };
}

/** A number out of its range that would be in it, had it been meant in the unit that is often confused with this one. */
function confusion(text: string, notation: Notation, isInRange: (value: bigint) => boolean): string | null {
  const other = notation.confusedWith ?? '';
  const worth = notation.suffixes[other];
  const whole = parseDecimal(text, 0);
  if (worth === undefined || whole === null) return null;
  const value = whole * worth;
  return isInRange(value) ? `${text} ${other} is ${writeDecimal(value, notation.places)}` : null;
}

function mapped<A, B>(reader: Reader<A>, make: (value: A) => B): Reader<B> {
  return {
    allowed: reader.allowed,
    read: (text) => {
      const value = reader.read(text);
      return value.ok ? ok(make(value.value)) : value;
    },
  };
}

const rangeOf = (range: RangedSetting | Range): Range =>
  typeof range === 'string' ? SETTING_RANGES[range] : range;

export const wholeNumber = (range: RangedSetting | Range): Reader<number> =>
  mapped(numberReader(PLAIN, rangeOf(range)), Number);

export const milliseconds = (range: RangedSetting | Range): Reader<Millis> =>
  mapped(numberReader(MILLISECONDS, rangeOf(range)), (value) => millis(Number(value)));

/** Written in seconds, three digits after the point at most; `range` is in milliseconds. */
export const seconds = (range: Range): Reader<Millis> =>
  mapped(numberReader(SECONDS, range), (value) => millis(Number(value)));

/** Written in SOL; `range` is in lamports. */
export const solAmount = (range: RangedSetting | Range): Reader<Lamports> =>
  mapped(numberReader(SOL, rangeOf(range)), lamports);

/** Written in percent, two digits after the point at most. */
export const percent = (range: RangedSetting): Reader<Bps> =>
  mapped(numberReader(PERCENT, rangeOf(range)), (value) => bps(Number(value)));
