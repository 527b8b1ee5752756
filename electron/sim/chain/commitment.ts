export const COMMITMENTS = ['processed', 'confirmed', 'finalized'] as const;
export type Commitment = (typeof COMMITMENTS)[number];

/** How many slots pass until a block is confirmed and until it is final. */
export type CommitmentDepths = { readonly confirmedAfter: number; readonly finalizedAfter: number };

/** About what mainnet shows: two thirds of the stake vote within two slots, and a block is rooted 31 slots later. */
export const MAINNET_DEPTHS: CommitmentDepths = { confirmedAfter: 2, finalizedAfter: 31 };

export function depthOf(commitment: Commitment, depths: CommitmentDepths): number {
  if (commitment === 'processed') return 0;
  return commitment === 'confirmed' ? depths.confirmedAfter : depths.finalizedAfter;
}

export function reaches(have: Commitment, asked: Commitment): boolean {
  return COMMITMENTS.indexOf(have) >= COMMITMENTS.indexOf(asked);
}
