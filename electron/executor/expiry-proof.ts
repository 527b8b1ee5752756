import { err, ok, type Result } from '../../shared/result.ts';
import type { SignedOrder } from '../../shared/order.ts';
import type { SettlementSource } from './executor-parts.ts';
import type { SettlementInput } from './settlement.ts';

/**
 * Asks every endpoint whether a transaction can still land. It cannot once the finalized block height has passed the
 * last block that its blockhash is valid in and the history holds no trace of it; the height is asked first, so that
 * nothing can land between the two answers. An endpoint that does not answer leaves it open: the error says which.
 */
export async function proveGone(
  signed: SignedOrder,
  sources: readonly SettlementSource[],
  signal: AbortSignal,
): Promise<Result<SettlementInput, string>> {
  const answers = await Promise.all(sources.map((source) => askOne(signed, source, signal)));
  for (const each of answers) if (each.ok && each.value.kind === 'seen') return ok(each.value);
  for (const each of answers) if (!each.ok) return each;
  const heights = answers.flatMap((each) =>
    each.ok && each.value.kind === 'absent' ? [each.value.height] : [],
  );
  const proof =
    `finalized block height ${Math.min(...heights)} is past ${signed.lastValidBlockHeight}, ` +
    `and no status in the history of ${sources.map((each) => each.name).join(', ')}`;
  return ok({ kind: 'proven-gone', proof });
}

type Seen = Extract<SettlementInput, { kind: 'seen' }>;
type Finding = Seen | { readonly kind: 'absent'; readonly height: number };
async function askOne(
  { signature, lastValidBlockHeight }: SignedOrder,
  source: SettlementSource,
  signal: AbortSignal,
): Promise<Result<Finding, string>> {
  const height = await source.finalizedBlockHeight(signal);
  if (!height.ok) return height;
  if (height.value <= lastValidBlockHeight) return err(`${source.name} has finalized only ${height.value}`);
  const statuses = await source.statuses([signature], 'history', signal);
  if (!statuses.ok) return statuses;
  const status = statuses.value[0] ?? null;
  if (status === null) return ok({ kind: 'absent', height: height.value });
  return ok({ kind: 'seen', level: status.level, slot: status.slot });
}
