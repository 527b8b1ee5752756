import type { EngineEvent } from '../../shared/events.ts';
import { lamports, type Lamports } from '../../shared/units.ts';
import type { Config } from '../config/config.ts';
import type { EngineInput } from '../core/input.ts';
import type { Replica } from '../engine/replica.ts';

/** What an event changes in what paper trading plays with: the wallet's part of a fill, and the fee of a failure. */
export function purseChange(event: EngineEvent): Lamports {
  if (event.kind === 'order-confirmed') return event.fill.walletLamports;
  return event.kind === 'order-failed' ? lamports(-event.failure.feeLamports) : lamports(0n);
}

/**
 * Gives the desk the SOL that paper trading plays with, and takes from it what its orders cost. It begins anew with each
 * start, as it stands for no money.
 */
export function playWithPaper(
  { paper }: Config,
  address: string,
  replica: Replica,
  hear: (input: EngineInput) => void,
): void {
  let held = paper.lamports;
  const tell = (): void => hear({ kind: 'wallet-status', status: { address, lamports: held } });
  replica.listen((event) => {
    const change = purseChange(event);
    if (change === 0n) return;
    held = lamports(held + change);
    tell();
  });
  tell();
}
