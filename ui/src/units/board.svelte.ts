// How the units board stands at this desk.

import { keep, kept, type Order } from "./order";

class Board {
  order = $state<Order>(kept());

  sort(order: Order): void {
    this.order = order;
    keep(order);
  }
}

export const board = new Board();
