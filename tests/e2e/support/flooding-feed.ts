import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import bs58 from 'bs58';
import { Server } from 'socket.io';

export type FloodingFeed = {
  readonly url: string;
  /** Announces `perSecond` new pools a second, for `seconds`. Resolves with how many there were. */
  flood(perSecond: number, seconds: number): Promise<number>;
  close(): Promise<void>;
};

const EVENT = 'newPool';
const EVERY_MS = 10;
const WSOL = 'So11111111111111111111111111111111111111112';
const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';

const address = (): string => bs58.encode(randomBytes(32));

/** A pool as docs/feeds.md describes it, with everything that judging it needs, and less SOL than anybody asks for. */
const smallPool = (): Readonly<Record<string, unknown>> => ({
  pool_id: address(),
  base_token: address(),
  quote_token: WSOL,
  program: 'amm-v4',
  symbol: 'FLOOD',
  base_vault: address(),
  quote_vault: address(),
  lp_mint: address(),
  base_decimals: 6,
  quote_decimals: 9,
  base_reserve: '206900000000000',
  quote_reserve: '400000000',
  open_time: 0,
  token: {
    token_program: TOKEN_PROGRAM,
    decimals: 6,
    supply: '1000000000000000',
    mint_authority: null,
    freeze_authority: null,
  },
  lp_burned_bps: 10_000,
});

/** A Socket.IO server for FEED_URL that announces more pools than any market. */
export async function openFloodingFeed(): Promise<FloodingFeed> {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const bound = http.address();
  if (bound === null || typeof bound === 'string') throw new Error('the feed has no port');
  return {
    url: `http://127.0.0.1:${bound.port}`,
    flood: (perSecond, seconds) =>
      new Promise((settle) => {
        const startedMs = performance.now();
        let sent = 0;
        const timer = setInterval(() => {
          const elapsedMs = Math.min(seconds * 1_000, performance.now() - startedMs);
          const due = Math.floor((elapsedMs * perSecond) / 1_000);
          for (; sent < due; sent += 1) io.emit(EVENT, smallPool());
          if (elapsedMs < seconds * 1_000) return;
          clearInterval(timer);
          settle(sent);
        }, EVERY_MS);
      }),
    close: async () => {
      await io.close();
    },
  };
}
