import { err, ok, type Result } from '../../../shared/result.ts';
import type { Address } from '../../../shared/units.ts';
import { encodeBase58 } from '../../protocol/base58.ts';
import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import { mintState, tokenState } from '../ledger/token-state.ts';
import { isObject, isWhole, type JsonObject } from './rpc-params.ts';
import { tokenAmountJson } from './token-amount-json.ts';

export type AccountEncoding = {
  readonly encoding: 'base58' | 'base64' | 'jsonParsed';
  readonly slice: { readonly offset: number; readonly length: number } | null;
};

const MAX_BASE58_BYTES = 128;
const MAX_SLICE = 10 * 1024 * 1024;
/** What JSON clients read u64::MAX as, the rent epoch of an exempt account. */
const NEVER = 18_446_744_073_709_552_000;

export function readAccountEncoding(
  config: JsonObject,
  fallback: AccountEncoding['encoding'] = 'base64',
): Result<AccountEncoding, string> {
  const asked = config['encoding'] ?? fallback;
  const encoding = (['base58', 'base64', 'jsonParsed'] as const).find((each) => each === asked);
  if (encoding === undefined) return err(`encoding ${JSON.stringify(asked)} is not offered here; use base64`);
  const slice = config['dataSlice'];
  if (slice === undefined || slice === null) return ok({ encoding, slice: null });
  if (!isObject(slice)) return err('dataSlice must be an object');
  const { offset, length } = slice;
  if (!isWhole(offset, 0, MAX_SLICE) || !isWhole(length, 0, MAX_SLICE))
    return err('dataSlice needs offset and length');
  return ok({ encoding, slice: { offset, length } });
}

export type AccountReader = (address: Address) => LedgerAccount | undefined;

/** An account as RPC shows it; null when it does not exist. Base58 of long data is refused as a node does. */
export function accountJson(
  account: LedgerAccount | undefined,
  how: AccountEncoding,
  read: AccountReader,
): unknown {
  if (account === undefined) return null;
  return {
    lamports: Number(account.lamports),
    owner: account.owner,
    data: dataJson(account, how, read),
    executable: account.executable,
    rentEpoch: NEVER,
    space: account.data.length,
  };
}

function dataJson(account: LedgerAccount, how: AccountEncoding, read: AccountReader): unknown {
  if (how.encoding === 'jsonParsed') {
    const parsed = parsedTokenData(account, read);
    const program = account.owner === TOKEN_2022_PROGRAM ? 'spl-token-2022' : 'spl-token';
    if (parsed !== null) return { program, parsed, space: account.data.length };
  }
  const { slice } = how;
  const bytes =
    slice === null ? account.data : account.data.subarray(slice.offset, slice.offset + slice.length);
  if (how.encoding === 'base58') {
    return [
      bytes.length > MAX_BASE58_BYTES ? 'error: data too large for bs58 encoding' : encodeBase58(bytes),
      'base58',
    ];
  }
  return [Buffer.from(bytes).toString('base64'), 'base64'];
}

function parsedTokenData(account: LedgerAccount, read: AccountReader): unknown {
  const mint = mintState(account);
  if (mint !== null)
    return { type: 'mint', info: { ...mint, supply: String(mint.supply), isInitialized: true } };
  const token = tokenState(account);
  const decimals = token === null ? undefined : mintState(read(token.mint))?.decimals;
  if (token === null || decimals === undefined) return null;
  const rentExemptReserve =
    token.nativeReserve === null ? {} : { rentExemptReserve: tokenAmountJson(token.nativeReserve, 9) };
  return {
    type: 'account',
    info: {
      mint: token.mint,
      owner: token.owner,
      state: token.state,
      isNative: token.nativeReserve !== null,
      tokenAmount: tokenAmountJson(token.amount, decimals),
      ...rentExemptReserve,
    },
  };
}
