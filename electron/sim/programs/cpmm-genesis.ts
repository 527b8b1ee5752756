import { ppm } from '../../../shared/pool.ts';
import { address, lamports, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { encodeCpmmConfigAccount, type CpmmConfigAccount } from '../../protocol/cpmm-config-account.ts';
import { cpmmConfigAddress, cpmmPermissionAddress } from '../../protocol/cpmm-keys.ts';
import { decodeAddress } from '../../protocol/base58.ts';
import { CPMM_CREATE_FEE_ACCOUNT, CPMM_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount, TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';

const ADMIN = address('GThUX1Atko4tqhN2NaiTazWSeFWMuiUvfFnyJyUghFMJ');
const PERMISSION_DISCRIMINATOR = Buffer.from('e0531c4f0afda11c', 'hex');
const PERMISSION_BYTES = 280;

/** The first config of mainnet, with its rates. */
export const CPMM_GENESIS_CONFIG: CpmmConfigAccount = {
  bump: 255,
  disableCreatePool: false,
  index: 0,
  tradeFeePpm: ppm(2_500n),
  protocolFeePpm: ppm(120_000n),
  fundFeePpm: ppm(40_000n),
  createPoolFeeLamports: lamports(150_000_000n),
  protocolOwner: ADMIN,
  fundOwner: ADMIN,
  creatorFeePpm: ppm(500n),
};

export const CPMM_GENESIS_CONFIG_ADDRESS = cpmmConfigAddress(CPMM_GENESIS_CONFIG.index);

const ownedByProgram = (data: Uint8Array): LedgerAccount => ({
  lamports: rentExemptMinimum(data.length),
  owner: CPMM_PROGRAM,
  data,
  executable: false,
});

export const cpmmConfigLedgerAccount = (config: CpmmConfigAccount): LedgerAccount =>
  ownedByProgram(encodeCpmmConfigAccount(config));

/** Lets a payer create pools that collect a creator fee, as LaunchLab's authority may; and where it is. */
export function cpmmPermission(payer: Address): {
  readonly address: Address;
  readonly account: LedgerAccount;
} {
  const data = new Uint8Array(PERMISSION_BYTES);
  data.set(PERMISSION_DISCRIMINATOR);
  data.set(decodeAddress(payer), 8);
  return { address: cpmmPermissionAddress(payer), account: ownedByProgram(data) };
}

/** What of CPMM a chain has before its first block: a config, and the account that creations pay. */
export function cpmmGenesisAccounts(): ReadonlyMap<Address, LedgerAccount> {
  const nativeReserve = rentExemptMinimum(TOKEN_ACCOUNT_BYTES);
  const feeAccount = plainTokenAccount({
    mint: WSOL_MINT,
    owner: ADMIN,
    amount: tokenUnits(0n),
    nativeReserve,
  });
  return new Map([
    [CPMM_GENESIS_CONFIG_ADDRESS, cpmmConfigLedgerAccount(CPMM_GENESIS_CONFIG)],
    [
      CPMM_CREATE_FEE_ACCOUNT,
      {
        lamports: nativeReserve,
        owner: TOKEN_PROGRAM,
        data: encodeTokenAccount(feeAccount),
        executable: false,
      },
    ],
  ]);
}
