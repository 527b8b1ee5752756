import { solSideOf } from '../../../shared/pool.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import type { Chain } from '../chain/chain.ts';
import type { MarketLife } from '../market/market-life.ts';
import type { Random } from '../prng/random.ts';
import type { PubsubServer } from '../pubsub/pubsub-server.ts';
import type { RecordedFrame } from './recorded-frame.ts';

export type ReplayOptions = {
  readonly chain: Chain;
  readonly pubsub: Pick<PubsubServer, 'play' | 'transactionSubscribers'>;
  readonly life: Pick<MarketLife, 'adopt'>;
  readonly random: Random;
  readonly slotMs: number;
};

const GAP_MS = 2_000;
/** So long the other traders leave a replayed pool at its recorded price. */
const UNTOUCHED_S = 10n;

/** Plays recorded frames one after the other, once, from when somebody subscribes to transactions. */
export class ReplayPlayer {
  readonly #frames: RecordedFrame[];
  readonly #options: ReplayOptions;
  #nextSlot: number | null = null;

  constructor(frames: readonly RecordedFrame[], options: ReplayOptions) {
    this.#frames = [...frames];
    this.#options = options;
  }

  get left(): number {
    return this.#frames.length;
  }

  afterBlock(slot: number): void {
    const { pubsub, slotMs } = this.#options;
    if (this.#frames.length === 0 || pubsub.transactionSubscribers() === 0) return;
    const gap = Math.max(1, Math.round(GAP_MS / slotMs));
    this.#nextSlot ??= slot + gap;
    if (slot < this.#nextSlot) return;
    this.#nextSlot = slot + gap;
    const frame = this.#frames.shift();
    if (frame !== undefined) this.#play(frame, slot);
  }

  /** The slot is this chain's: on it the pool has just been created, and how far behind an order lands is counted. */
  #play(frame: RecordedFrame, slot: number): void {
    this.#options.pubsub.play({ ...frame.result, slot }, frame.accounts);
    const { chain, life, random } = this.#options;
    for (const { keys } of frame.creations) {
      const side = solSideOf({ baseMint: keys.coinMint, quoteMint: keys.pcMint });
      if (side === null) continue;
      life.adopt({
        venue: { program: 'amm-v4', keys },
        tokenMint: side === 'base' ? keys.pcMint : keys.coinMint,
        tokenProgram: TOKEN_PROGRAM,
        metadata: null,
        mood: 'fader',
        createdSlot: slot,
        opensAtUnixS: chain.clock.unixS + UNTOUCHED_S,
        creator: null,
        random: random.fork(`replayed ${keys.pool}`),
        rugSlot: Infinity,
        // What was recorded stays for as long as the market runs.
        retireSlot: Infinity,
      });
    }
  }
}
