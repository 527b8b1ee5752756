// The program's own arithmetic, written from raydium-cp-swap (`CurveCalculator`, `ConstantProductCurve`, `Fees`) and
// Token-2022. It is deliberately not the desk's quote: a mistake there must not repeat here.

const RATE_DENOMINATOR = 1_000_000n;
const U64_MAX = (1n << 64n) - 1n;

export type CpmmRates = {
  readonly trade: bigint;
  readonly creator: bigint;
  readonly protocol: bigint;
  readonly fund: bigint;
};

export type CpmmCurve = {
  readonly inputVault: bigint;
  readonly outputVault: bigint;
  readonly rates: CpmmRates;
  readonly creatorFeeOnInput: boolean;
};

/** `SwapResult` of the program. */
export type CpmmSwapResult = {
  /** What reaches the vault, fees included, transfer fee not. */
  readonly inputAmount: bigint;
  /** What leaves the vault, transfer fee included. */
  readonly outputAmount: bigint;
  readonly tradeFee: bigint;
  readonly protocolFee: bigint;
  readonly fundFee: bigint;
  readonly creatorFee: bigint;
};

const roundedUp = (amount: bigint, rate: bigint, denominator = RATE_DENOMINATOR): bigint => {
  const product = amount * rate;
  return product / denominator + (product % denominator > 0n ? 1n : 0n);
};
const roundedDown = (amount: bigint, rate: bigint): bigint => (amount * rate) / RATE_DENOMINATOR;

/** What one fee gives to the creator when it was taken for both; null divides by 0, as the program finds out. */
function creatorPart(total: bigint, { trade, creator }: CpmmRates): bigint | null {
  return trade + creator === 0n ? null : (total * creator) / (trade + creator);
}

/** `CurveCalculator::swap_base_input`; null is its None, which the program answers with ZeroTradingTokens. */
export function cpmmExactIn(inputAmount: bigint, curve: CpmmCurve): CpmmSwapResult | null {
  const { rates, inputVault, outputVault, creatorFeeOnInput } = curve;
  const total = roundedUp(inputAmount, creatorFeeOnInput ? rates.trade + rates.creator : rates.trade);
  const creatorOfInput = creatorFeeOnInput ? creatorPart(total, rates) : 0n;
  if (creatorOfInput === null || total > inputAmount) return null;
  const lessFees = inputAmount - total;
  // (x + Δx)(y − Δy) = xy
  const swapped = (lessFees * outputVault) / (inputVault + lessFees);
  const creatorOfOutput = creatorFeeOnInput ? 0n : roundedUp(swapped, rates.creator);
  const tradeFee = total - creatorOfInput;
  return {
    inputAmount,
    outputAmount: swapped - creatorOfOutput,
    tradeFee,
    protocolFee: roundedDown(tradeFee, rates.protocol),
    fundFee: roundedDown(tradeFee, rates.fund),
    creatorFee: creatorOfInput + creatorOfOutput,
  };
}

/** What must be there before a fee so that this much is left after it. */
const beforeFee = (left: bigint, rate: bigint): bigint =>
  rate === 0n ? left : roundedUp(left, RATE_DENOMINATOR, RATE_DENOMINATOR - rate);

/** `CurveCalculator::swap_base_output`; `panic` where the program unwraps what is not there. */
export function cpmmExactOut(outputAmount: bigint, curve: CpmmCurve): CpmmSwapResult | 'panic' | null {
  const { rates, inputVault, outputVault, creatorFeeOnInput } = curve;
  const outOfVault = creatorFeeOnInput ? outputAmount : beforeFee(outputAmount, rates.creator);
  if (outOfVault >= outputVault) return 'panic';
  const swappedIn = roundedUp(inputVault, outOfVault, outputVault - outOfVault);
  const inputAmount = beforeFee(swappedIn, creatorFeeOnInput ? rates.trade + rates.creator : rates.trade);
  const total = inputAmount - swappedIn;
  const creatorOfInput = creatorFeeOnInput ? creatorPart(total, rates) : 0n;
  if (creatorOfInput === null) return null;
  if (inputAmount > U64_MAX) return 'panic';
  const tradeFee = total - creatorOfInput;
  return {
    inputAmount,
    outputAmount,
    tradeFee,
    protocolFee: roundedDown(tradeFee, rates.protocol),
    fundFee: roundedDown(tradeFee, rates.fund),
    creatorFee: creatorOfInput + (outOfVault - outputAmount),
  };
}
