import type { DeskMode } from '../../shared/events.ts';
import { lamports, type Lamports } from '../../shared/units.ts';
import type { GivenSettings, SettingName } from './settings-table.ts';

/** A way to send that is paid by a tip inside the order. */
export type TippedSender = { readonly url: string; readonly tipLamports: Lamports };

/** Where the desk finds the chain and its feeds; in sim mode the market's own come first. Addresses with their keys. */
export type ConfiguredEndpoints = {
  /** Announces pools by Socket.IO; in sim mode besides the market's own feed. */
  readonly feedUrl: string | null;
  readonly feedEvent: string;
  readonly logsFeed: boolean;
  readonly heliusWsUrl: string | null;
  /** The first one is preferred. Empty in sim mode, never in the others. */
  readonly rpcUrls: readonly string[];
  readonly wsUrl: string | null;
  readonly rpcRequestsPerSecond: number;
  readonly jito: TippedSender | null;
  readonly heliusSender: TippedSender | null;
};

/** Settings that hold the address of another machine's service, or of one on this machine. */
export const ENDPOINT_SETTINGS = [
  'HELIUS_RPC_URL',
  'RPC_URL',
  'WS_URL',
  'HELIUS_WS_URL',
  'FEED_URL',
  'JITO_URL',
  'HELIUS_SENDER_URL',
] as const satisfies readonly SettingName[];

/** Settings that the sim has no use for are said to be unused, so that nobody takes it for the real market. */
const REAL_ONLY = ENDPOINT_SETTINGS.filter((name) => name !== 'FEED_URL');

/** The address that was given under a name, null where none was. */
export function addressGiven(given: GivenSettings, name: (typeof ENDPOINT_SETTINGS)[number]): string | null {
  const value = given[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.url;
}

const CORRECTABLE = ['HELIUS_RPC_URL', 'RPC_URL', 'JITO_URL', 'HELIUS_SENDER_URL'] as const;

export function endpointsOf(
  mode: DeskMode,
  given: GivenSettings,
): { readonly endpoints: ConfiguredEndpoints; readonly notices: readonly string[] } {
  const corrected = CORRECTABLE.filter((name) => given[name]?.corrected === true).map(
    (name) => `${name} was given in its websocket form; its https form is used.`,
  );
  const common = {
    feedUrl: addressGiven(given, 'FEED_URL'),
    feedEvent: given.FEED_EVENT ?? 'newPool',
    logsFeed: given.LOGS_FEED ?? true,
    rpcRequestsPerSecond: given.RPC_REQUESTS_PER_SECOND ?? 50,
  };
  if (mode === 'sim') {
    const none = { heliusWsUrl: null, rpcUrls: [], wsUrl: null, jito: null, heliusSender: null };
    return { endpoints: { ...common, ...none }, notices: [...corrected, ...unusedInSim(given)] };
  }
  const rpcUrls = [addressGiven(given, 'HELIUS_RPC_URL'), addressGiven(given, 'RPC_URL')].filter(
    (each) => each !== null,
  );
  const [first] = rpcUrls;
  const endpoints: ConfiguredEndpoints = {
    ...common,
    heliusWsUrl: addressGiven(given, 'HELIUS_WS_URL'),
    rpcUrls,
    wsUrl: addressGiven(given, 'WS_URL') ?? (first === undefined ? null : websocketOf(first)),
    jito: tipped(addressGiven(given, 'JITO_URL'), JITO_PATH, given.JITO_TIP ?? lamports(10_000n)),
    heliusSender: tipped(
      addressGiven(given, 'HELIUS_SENDER_URL'),
      HELIUS_SENDER_PATH,
      given.HELIUS_SENDER_TIP ?? lamports(200_000n),
    ),
  };
  return { endpoints, notices: corrected };
}

const JITO_PATH = '/api/v1/transactions';
const HELIUS_SENDER_PATH = '/fast';

/** An address without a path is that of the service, whose path is known. */
function tipped(url: string | null, path: string, tipLamports: Lamports): TippedSender | null {
  if (url === null) return null;
  const whole = new URL(url);
  if (whole.pathname === '/') whole.pathname = path;
  return { url: whole.toString(), tipLamports };
}

/** As Solana's own tools do it: the same address, and where it names a port, the next one. */
export function websocketOf(rpcUrl: string): string {
  const url = new URL(rpcUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (url.port !== '') url.port = String(Number(url.port) + 1);
  return url.toString();
}

function unusedInSim(given: GivenSettings): readonly string[] {
  const unused = REAL_ONLY.filter((name) => given[name] !== undefined);
  if (unused.length === 0) return [];
  const verb = unused.length === 1 ? 'is' : 'are';
  return [`${unused.join(', ')} ${verb} not used in sim mode: the market is the embedded one.`];
}
