import {
  checkSettings,
  type ApprovalMode,
  type RangedSetting,
  type TradingSettings,
} from '../../../shared/settings.ts';
import { bps, lamports, millis, type Bps, type Lamports, type Millis } from '../../../shared/units.ts';
import {
  CODECS,
  FIELDS,
  OPTIONAL,
  SETTING_NAMES,
  eachSetting,
  allowedWords,
  isOptional,
  type OptionalSetting,
  type SwitchSetting,
} from './setting-fields.ts';

/** The sheet's text as it is being typed: nothing in it need be valid. */
export type SettingsDraft = {
  readonly mode: ApprovalMode;
  readonly texts: Readonly<Record<RangedSetting, string>>;
  readonly on: Readonly<Record<OptionalSetting, boolean>>;
  readonly switches: Readonly<Record<SwitchSetting, boolean>>;
};

export type DraftProblems = Readonly<Partial<Record<RangedSetting, string>>>;

/** What a switched-off rule shows until it is switched on and typed. */
const SUGGESTED: Readonly<Record<OptionalSetting, string>> = {
  takeProfitBps: '50',
  stopLossBps: '20',
  maxHoldMs: '1800',
};

function valueOf(settings: TradingSettings, name: RangedSetting): bigint | number | null {
  if (name === 'autoBelowLamports') return settings.approval.autoBelowLamports;
  return isOptional(name) ? settings.exit[name] : settings[name];
}

function textOf(settings: TradingSettings, name: RangedSetting): string {
  const value = valueOf(settings, name);
  if (value !== null) return CODECS[FIELDS[name].kind].show(value);
  return isOptional(name) ? SUGGESTED[name] : '';
}

export function draftOf(settings: TradingSettings): SettingsDraft {
  return {
    mode: settings.approval.mode,
    texts: eachSetting((name) => textOf(settings, name)),
    on: {
      takeProfitBps: settings.exit.takeProfitBps !== null,
      stopLossBps: settings.exit.stopLossBps !== null,
      maxHoldMs: settings.exit.maxHoldMs !== null,
    },
    switches: {
      requireMintRenounced: settings.requireMintRenounced,
      requireNoFreeze: settings.requireNoFreeze,
    },
  };
}

const inUse = (draft: SettingsDraft, name: RangedSetting): boolean => !isOptional(name) || draft.on[name];

/** Two drafts mean the same settings; what is typed into a rule that is off does not count. */
export function sameDraft(a: SettingsDraft, b: SettingsDraft): boolean {
  return (
    a.mode === b.mode &&
    OPTIONAL.every((name) => a.on[name] === b.on[name]) &&
    a.switches.requireMintRenounced === b.switches.requireMintRenounced &&
    a.switches.requireNoFreeze === b.switches.requireNoFreeze &&
    SETTING_NAMES.every((name) => !inUse(a, name) || a.texts[name].trim() === b.texts[name].trim())
  );
}

export type ReadDraft =
  | { readonly ok: true; readonly settings: TradingSettings }
  | { readonly ok: false; readonly problems: DraftProblems };

/** The settings that the draft spells, or what is wrong with each field. */
export function readDraft(draft: SettingsDraft): ReadDraft {
  const problems: Partial<Record<RangedSetting, string>> = {};
  const read = (name: RangedSetting): bigint | number => {
    const parsed = CODECS[FIELDS[name].kind].parse(draft.texts[name]);
    if (parsed.ok) return parsed.value;
    problems[name] = parsed.error;
    return 0;
  };
  const sol = (name: RangedSetting): Lamports => lamports(BigInt(read(name)));
  const share = (name: RangedSetting): Bps => bps(Number(read(name)));
  const time = (name: RangedSetting): Millis => millis(Number(read(name)));
  const settings: TradingSettings = {
    approval: { mode: draft.mode, autoBelowLamports: sol('autoBelowLamports') },
    buyLamports: sol('buyLamports'),
    maxShareOfLiquidityBps: share('maxShareOfLiquidityBps'),
    slippageBps: share('slippageBps'),
    maxConcurrentTrades: Number(read('maxConcurrentTrades')),
    maxTradesPerHour: Number(read('maxTradesPerHour')),
    poolCooldownMs: time('poolCooldownMs'),
    maxPendingPools: Number(read('maxPendingPools')),
    offerTtlMs: time('offerTtlMs'),
    tradeTimeoutMs: time('tradeTimeoutMs'),
    minLiquidityLamports: sol('minLiquidityLamports'),
    maxImpactBps: share('maxImpactBps'),
    requireMintRenounced: draft.switches.requireMintRenounced,
    requireNoFreeze: draft.switches.requireNoFreeze,
    minLpBurnedBps: share('minLpBurnedBps'),
    spendCapLamports: sol('spendCapLamports'),
    lossCapLamports: sol('lossCapLamports'),
    exit: {
      takeProfitBps: draft.on.takeProfitBps ? share('takeProfitBps') : null,
      stopLossBps: draft.on.stopLossBps ? share('stopLossBps') : null,
      maxHoldMs: draft.on.maxHoldMs ? time('maxHoldMs') : null,
    },
  };
  for (const { setting } of checkSettings(settings)) {
    problems[setting] ??= `Allowed: ${allowedWords(setting)}`;
  }
  return Object.keys(problems).length === 0 ? { ok: true, settings } : { ok: false, problems };
}
