import type { OrderId, StageTimes } from '../../shared/order.ts';
import type { Micros, MonoUs } from '../../shared/units.ts';

/** When the trigger of what is being decided reached the process, and when it was decoded. */
export type Arrival = { readonly receivedUs: MonoUs; readonly decodedUs: MonoUs };

type Marks = { readonly arrival: Arrival; readonly decidedUs: MonoUs; prepareUs: Micros; signUs: Micros };

/** Orders between their decision and their first send; more than that is a leak. */
const MAX_TIMED = 64;

/** Measures the stages of each order from its trigger to the bytes on the last sender's socket. */
export class StageClock {
  readonly #marks = new Map<OrderId, Marks>();

  decided(id: OrderId, arrival: Arrival, decidedUs: MonoUs): void {
    if (this.#marks.size >= MAX_TIMED) this.#marks.clear();
    this.#marks.set(id, { arrival, decidedUs, prepareUs: 0 as Micros, signUs: 0 as Micros });
  }

  prepared(id: OrderId, took: Micros): void {
    const marks = this.#marks.get(id);
    if (marks !== undefined) marks.prepareUs = took;
  }

  signed(id: OrderId, took: Micros): void {
    const marks = this.#marks.get(id);
    if (marks !== undefined) marks.signUs = took;
  }

  /** The stage times of an order that has just been sent; what is neither of the others is journal and send. */
  sent(id: OrderId, sentUs: MonoUs): StageTimes {
    const marks = this.#marks.get(id);
    this.#marks.delete(id);
    const zero = 0 as Micros;
    if (marks === undefined)
      return { decodeUs: zero, judgeUs: zero, prepareUs: zero, signUs: zero, sendUs: zero };
    const { arrival, decidedUs, prepareUs, signUs } = marks;
    return {
      decodeUs: (arrival.decodedUs - arrival.receivedUs) as Micros,
      judgeUs: (decidedUs - arrival.decodedUs) as Micros,
      prepareUs,
      signUs,
      sendUs: (sentUs - decidedUs - prepareUs - signUs) as Micros,
    };
  }

  dropped(id: OrderId): void {
    this.#marks.delete(id);
  }
}
