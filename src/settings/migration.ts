// What the participants file says of migration: how long a bulk may take, and the shape of its days.
import { z } from 'zod';

/** The programme's document gives the three weeks; the other numbers are defaults to be set. */
export const migration = z
  .strictObject({
    bulkWeeks: z.int().min(1).max(52).default(3),
    lowStartShare: z.number().gt(0).max(1).default(0.5),
    spikeTimes: z.number().min(1).max(100).default(2),
    spikeFrom: z.int().min(0).max(10_000).default(10),
  })
  .prefault({});
