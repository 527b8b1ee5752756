import { SETTING_RANGES, type RangedSetting, type TradingSettings } from '../../../shared/settings.ts';
import { bps, lamports, millis } from '../../../shared/units.ts';
import { groupThousands } from '../../format/decimal.ts';
import { parseSeconds, secondsInput } from '../../format/duration.ts';
import { parsePercent, percentInput } from '../../format/percent.ts';
import { parseSol, solInput } from '../../format/sol.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** How a setting is typed: its unit, and the exact way from text to the engine's unit and back. */
export type FieldKind = 'sol' | 'percent' | 'seconds' | 'count';

type Codec = {
  readonly unit: string;
  readonly parse: (text: string) => Result<bigint | number, string>;
  readonly show: (value: bigint | number) => string;
};

function parseCount(text: string): Result<number, string> {
  return /^\d{1,9}$/.test(text.trim()) ? ok(Number(text.trim())) : err('Type a whole number such as 3');
}

export const CODECS: Readonly<Record<FieldKind, Codec>> = {
  sol: { unit: 'SOL', parse: parseSol, show: (value) => solInput(lamports(BigInt(value))) },
  percent: { unit: '%', parse: parsePercent, show: (value) => percentInput(bps(Number(value))) },
  seconds: { unit: 's', parse: parseSeconds, show: (value) => secondsInput(millis(Number(value))) },
  count: { unit: '', parse: parseCount, show: String },
};

export type Field = { readonly label: string; readonly help: string; readonly kind: FieldKind };

/** Every numeric setting, in the words of the sheet. */
export const FIELDS: Readonly<Record<RangedSetting, Field>> = {
  autoBelowLamports: {
    label: 'By itself below',
    help: 'A buy that spends less goes out without asking.',
    kind: 'sol',
  },
  offerTtlMs: { label: 'An offer waits', help: 'After this an offer expires unanswered.', kind: 'seconds' },
  maxPendingPools: { label: 'Offers at once', help: 'More than this are refused.', kind: 'count' },
  buyLamports: { label: 'Spend per buy', help: 'The most one buy spends, fees and rent apart.', kind: 'sol' },
  maxShareOfLiquidityBps: {
    label: 'At most of the pool',
    help: 'Of the pool’s SOL side, so that small pools get small orders.',
    kind: 'percent',
  },
  slippageBps: { label: 'Slippage', help: 'How much worse than shown a swap may end.', kind: 'percent' },
  maxConcurrentTrades: { label: 'Live orders', help: 'Orders under way at the same time.', kind: 'count' },
  maxTradesPerHour: { label: 'Buys an hour', help: 'In any 60 minutes.', kind: 'count' },
  poolCooldownMs: {
    label: 'Cooldown of a pool',
    help: 'Between two buys of the same pool.',
    kind: 'seconds',
  },
  spendCapLamports: { label: 'Spend a day', help: 'Cap of a UTC day.', kind: 'sol' },
  lossCapLamports: { label: 'Loss a day', help: 'At this loss of a UTC day, buying stops.', kind: 'sol' },
  tradeTimeoutMs: {
    label: 'Order deadline',
    help: 'After this an order counts as unknown; it keeps its slot until the chain settles it.',
    kind: 'seconds',
  },
  minLiquidityLamports: { label: 'Liquidity at least', help: 'SOL in the pool.', kind: 'sol' },
  maxImpactBps: {
    label: 'Impact at most',
    help: 'How far your own order may move the price.',
    kind: 'percent',
  },
  minLpBurnedBps: {
    label: 'LP burned at least',
    help: 'Liquidity that nobody can withdraw.',
    kind: 'percent',
  },
  takeProfitBps: {
    label: 'Take profit at',
    help: 'Sell all when the value is this far over the cost.',
    kind: 'percent',
  },
  stopLossBps: {
    label: 'Stop loss at',
    help: 'Sell all when the value is this far under the cost.',
    kind: 'percent',
  },
  maxHoldMs: { label: 'Hold at most', help: 'Sell all after this long.', kind: 'seconds' },
};

/** The settings that may be off. */
export const OPTIONAL = ['takeProfitBps', 'stopLossBps', 'maxHoldMs'] as const;
export type OptionalSetting = (typeof OPTIONAL)[number];
export const isOptional = (name: RangedSetting): name is OptionalSetting =>
  OPTIONAL.some((known) => known === name);

/** The switches. */
export const SWITCHES = {
  requireMintRenounced: { label: 'Mint must be renounced', help: 'Nobody can mint more of the token.' },
  requireNoFreeze: { label: 'No freeze authority', help: 'Nobody can freeze your tokens.' },
} as const satisfies Partial<Record<keyof TradingSettings, unknown>>;
export type SwitchSetting = keyof typeof SWITCHES;

const isSetting = (name: string): name is RangedSetting => Object.hasOwn(FIELDS, name);
export const SETTING_NAMES: readonly RangedSetting[] = Object.keys(FIELDS).filter(isSetting);

/** A record with `make` of every setting. */
export function eachSetting<T>(make: (name: RangedSetting) => T): Readonly<Record<RangedSetting, T>> {
  return {
    autoBelowLamports: make('autoBelowLamports'),
    offerTtlMs: make('offerTtlMs'),
    maxPendingPools: make('maxPendingPools'),
    buyLamports: make('buyLamports'),
    maxShareOfLiquidityBps: make('maxShareOfLiquidityBps'),
    slippageBps: make('slippageBps'),
    maxConcurrentTrades: make('maxConcurrentTrades'),
    maxTradesPerHour: make('maxTradesPerHour'),
    poolCooldownMs: make('poolCooldownMs'),
    spendCapLamports: make('spendCapLamports'),
    lossCapLamports: make('lossCapLamports'),
    tradeTimeoutMs: make('tradeTimeoutMs'),
    minLiquidityLamports: make('minLiquidityLamports'),
    maxImpactBps: make('maxImpactBps'),
    minLpBurnedBps: make('minLpBurnedBps'),
    takeProfitBps: make('takeProfitBps'),
    stopLossBps: make('stopLossBps'),
    maxHoldMs: make('maxHoldMs'),
  };
}

const grouped = (text: string): string => text.replace(/^\d+/, groupThousands);

/** What is allowed, in the unit of the field: `0.001 to 100 SOL`. */
export function allowedWords(name: RangedSetting): string {
  const { min, max } = SETTING_RANGES[name];
  const { show, unit } = CODECS[FIELDS[name].kind];
  return `${grouped(show(min))} to ${grouped(show(max))}${unit === '' ? '' : ` ${unit}`}`;
}
