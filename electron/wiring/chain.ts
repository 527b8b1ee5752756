import type { EngineInput } from '../core/input.ts';
import { lamports } from '../../shared/units.ts';
import { makeChain, type Chain } from '../chain/make-chain.ts';
import type { SwapVersion } from '../chain/swap-version.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { COMPUTE_UNITS } from '../executor/compute-limits.ts';
import { StartFailure } from './start-failure.ts';
import type { Venue } from './venue.ts';
import type { DeskWallet } from './wallet-of.ts';

export type VenueChainParts = {
  readonly config: Config;
  readonly venue: Venue;
  readonly wallet: DeskWallet;
  readonly clock: Clock;
  readonly log: Log;
  readonly hear: (input: EngineInput) => void;
};

/** The venue's chain, not connected yet; what it tells, the engine hears. */
export function makeVenueChain({ config, venue, wallet, clock, log, hear }: VenueChainParts): Chain {
  return makeChain({
    rpcUrls: venue.rpcUrls,
    wsUrl: venue.wsUrl,
    rpcTimeoutMs: config.rpcTimeoutMs,
    wsTimeoutMs: config.wsTimeoutMs,
    reconnectDelayMs: config.reconnectDelayMs,
    healthCheckIntervalMs: config.healthCheckIntervalMs,
    requestsPerSecond: config.rpcRequestsPerSecond,
    // On paper the balance is what the desk plays with, whatever the chain says of the address.
    wallet: wallet.kind === 'signer' ? wallet.address : null,
    swapComputeUnits: COMPUTE_UNITS.buy,
    clock,
    random: Math.random,
    log,
    sink: {
      time: (time) => hear({ kind: 'chain-time', ...time }),
      status: (status) => hear({ kind: 'chain-status', status }),
      wallet: (status) => hear({ kind: 'wallet-status', status }),
      costs: ({ tokenAccountRentLamports, networkFeeLamports }) =>
        hear({
          kind: 'costs',
          tokenAccountRentLamports,
          // An order pays its tips whichever way it lands.
          networkFeeLamports: lamports(networkFeeLamports + tipsOf(config)),
        }),
    },
  });
}

const tipsOf = ({ jito, heliusSender }: Config): bigint =>
  (jito?.tipLamports ?? 0n) + (heliusSender?.tipLamports ?? 0n);

/** What the embedded market's faucet gives the run's own key. */
const SIM_FUNDS = lamports(100_000_000_000n);
const REMEDY = {
  sim: 'Start again; if it stays so, report it with the lines of the log.',
  paper: 'See that RPC_URL and WS_URL are right and reachable, and of one cluster; then start again.',
  live: 'See that RPC_URL and WS_URL are right and reachable, and of one cluster; then start again.',
} as const;

export type Connected = {
  readonly genesis: string;
  readonly swapVersion: SwapVersion;
  /** What the trader should know of the chain that was found; null for nothing. */
  readonly warning: string | null;
};

const UNENCRYPTED_ON_MAINNET =
  'This is mainnet, and the key is an unencrypted file: what is on it can be lost. Use a test cluster.';

export type ConnectParts = Omit<VenueChainParts, 'hear' | 'clock'> & {
  readonly chain: Pick<Chain, 'connect' | 'requestAirdrop' | 'probeSwapVersion'>;
  readonly signal: AbortSignal;
};

/** Connects, funds the sim's wallet, and finds out what the deployed programs understand. Throws `StartFailure`. */
export async function connectVenue(parts: ConnectParts): Promise<Connected> {
  const { config, venue, chain, wallet, log, signal } = parts;
  const connected = await chain.connect(signal);
  const remedy = REMEDY[config.mode];
  if (!connected.ok) throw new StartFailure({ what: venue.name, found: connected.error.detail, remedy });
  const { genesis, cluster } = connected.value;
  if (config.mode === 'sim') {
    const funded = await chain.requestAirdrop(wallet.address, SIM_FUNDS, signal);
    if (!funded.ok) throw new StartFailure({ what: 'the sim’s wallet', found: funded.error, remedy });
  }
  const swapVersion = await chain.probeSwapVersion(wallet.address, signal);
  log.info('chain-connected', { ...connected.value, swapVersion });
  const warning = config.mode === 'live' && cluster === 'mainnet-beta' ? UNENCRYPTED_ON_MAINNET : null;
  return { genesis, swapVersion, warning };
}
