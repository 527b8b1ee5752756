import * as splToken from '@solana/spl-token';
import { describe, expect, it } from 'vitest';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import {
  initializeMetadataPointerInstruction,
  initializeTransferFeeConfigInstruction,
  parseToken2022Instruction,
  transferCheckedWithFeeInstruction,
} from '../../../electron/protocol/token-2022-instructions.ts';
import { tokenMetadataExtension } from '../../../electron/protocol/token-2022-metadata.ts';
import { encodeToken2022Mint } from '../../../electron/protocol/token-2022-mint.ts';
import { transferFeeConfigExtension } from '../../../electron/protocol/token-2022-transfer-fee.ts';
import { bps, tokenUnits } from '../../../shared/units.ts';
import { expectSame, key, publicKey, resolved } from './same-instruction.ts';

describe('Token-2022 instructions and mints', () => {
  const fee = { bps: bps(250), maximumUnits: tokenUnits(2n ** 60n) };
  const program = publicKey(TOKEN_2022_PROGRAM);

  it('are those of spl-token, and are read back', () => {
    for (const configAuthority of [key(1), null]) {
      const init = { mint: key(2), configAuthority, withdrawAuthority: key(3), fee };
      const built = initializeTransferFeeConfigInstruction(init);
      const theirs = splToken.createInitializeTransferFeeConfigInstruction(
        publicKey(key(2)),
        configAuthority && publicKey(configAuthority),
        publicKey(key(3)),
        fee.bps,
        fee.maximumUnits,
        program,
      );
      // spl-token pads what is behind the keys that are not there; the program reads up to them.
      expect(built.accounts).toHaveLength(theirs.keys.length);
      expect(Buffer.from(theirs.data).subarray(0, built.data.length)).toEqual(Buffer.from(built.data));
      expect(parseToken2022Instruction(resolved(built))).toEqual({
        kind: 'initialize-transfer-fee-config',
        ...init,
      });
      expect(parseToken2022Instruction({ ...resolved(built), data: built.data.subarray(0, 40) })).toBeNull();
    }
    const transfer = {
      source: key(4),
      mint: key(2),
      destination: key(5),
      owner: key(6),
      amount: tokenUnits(2n ** 63n),
      decimals: 6,
      feeUnits: tokenUnits(77n),
    };
    const checked = transferCheckedWithFeeInstruction(transfer);
    expectSame(
      checked,
      splToken.createTransferCheckedWithFeeInstruction(
        publicKey(key(4)),
        publicKey(key(2)),
        publicKey(key(5)),
        publicKey(key(6)),
        transfer.amount,
        6,
        77n,
        [],
        program,
      ),
    );
    expect(parseToken2022Instruction(resolved(checked))).toEqual({
      kind: 'transfer-checked-with-fee',
      ...transfer,
    });
    const pointer = { mint: key(2), authority: key(7), metadata: key(2) };
    const initPointer = initializeMetadataPointerInstruction(pointer);
    expectSame(
      initPointer,
      splToken.createInitializeMetadataPointerInstruction(
        publicKey(key(2)),
        publicKey(key(7)),
        publicKey(key(2)),
        program,
      ),
    );
    expect(parseToken2022Instruction(resolved(initPointer))).toEqual({
      kind: 'initialize-metadata-pointer',
      ...pointer,
    });
    expect(parseToken2022Instruction({ ...resolved(initPointer), programId: TOKEN_PROGRAM })).toBeNull();
  });

  it('with extensions are read by spl-token as we wrote them', () => {
    const at = (epoch: bigint, share: number) => ({ epoch, bps: bps(share), maximumUnits: tokenUnits(900n) });
    const metadata = { updateAuthority: null, mint: key(2), name: 'Name', symbol: 'SYM', uri: 'u' };
    const bytes = encodeToken2022Mint({
      mintAuthority: key(1),
      supply: tokenUnits(5n),
      decimals: 6,
      freezeAuthority: null,
      extensions: [
        transferFeeConfigExtension({
          configAuthority: key(3),
          withdrawAuthority: key(4),
          withheld: tokenUnits(7n),
          older: at(3n, 100),
          newer: at(10n, 200),
        }),
        tokenMetadataExtension(metadata),
      ],
    });
    const mint = splToken.unpackMint(
      publicKey(key(2)),
      { data: Buffer.from(bytes), owner: program, executable: false, lamports: 1 },
      program,
    );
    const theirs = splToken.getTransferFeeConfig(mint);
    expect(theirs?.withheldAmount).toBe(7n);
    expect(theirs?.olderTransferFee).toEqual({ epoch: 3n, maximumFee: 900n, transferFeeBasisPoints: 100 });
    expect(theirs?.newerTransferFee).toEqual({ epoch: 10n, maximumFee: 900n, transferFeeBasisPoints: 200 });
    expect(theirs?.transferFeeConfigAuthority.toBase58()).toBe(key(3));
    expect(splToken.getExtensionTypes(mint.tlvData)).toEqual([1, 19]);
  });
});
