import type { Decision } from '../../../../electron/core/decide.ts';
import type { EngineInput } from '../../../../electron/core/input.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import type { Address, UnixMs } from '../../../../shared/units.ts';
import { demand } from './auditor.ts';

/** Watches that pools are waited for by the chain's clock, and by ours only until that was told. */
export class OpeningAuditor {
  readonly #waits = new Map<Address, UnixMs>();
  #newestSlot = -1;
  #chainMs: number | null = null;

  restarted(): void {
    this.#waits.clear();
    this.#newestSlot = -1;
    this.#chainMs = null;
  }

  audit({ session }: EngineState, input: EngineInput, decision: Decision, nowMs: UnixMs): void {
    if (input.kind === 'chain-time' && input.slot > this.#newestSlot) {
      this.#newestSlot = input.slot;
      this.#chainMs = input.unixS * 1_000;
    }
    const waitedBefore = [...session.open.values()].some(({ stage }) => stage === 'waiting');
    if (input.kind === 'chain-time' && !waitedBefore) {
      demand(decision.events.length + decision.effects.length === 0, 'the clock is free where nobody waits');
    }
    const clock = this.#chainMs ?? nowMs;
    for (const event of decision.events) {
      if (event.kind === 'pool-waiting') {
        demand(!this.#waits.has(event.pool.pool), 'a pool waits once at a time');
        demand(
          event.opensAtMs > clock && event.opensAtMs <= clock + 60_000,
          'only what opens soon is waited for',
        );
        this.#waits.set(event.pool.pool, event.opensAtMs);
      }
      if (event.kind === 'pool-opened') {
        const opensAtMs = this.#waits.get(event.pool.pool);
        demand(opensAtMs !== undefined && opensAtMs <= clock, 'a pool opens when the clock says so');
        this.#waits.delete(event.pool.pool);
      }
      if (event.kind === 'pool-closed') this.#waits.delete(event.pool.pool);
      if (event.kind === 'order-reserved' && event.ticket.side === 'buy') {
        demand(!this.#waits.has(event.ticket.pool.pool), 'what waits to open is not bought');
      }
    }
    if (input.kind === 'chain-time') {
      const late = [...this.#waits.values()].some((opensAtMs) => opensAtMs <= clock);
      demand(!late, 'what the clock opens does not wait on');
    }
  }
}
