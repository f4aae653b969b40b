// What Teams takes in a line chart, transcribed, since the renderer of version 1.5 knows no charts.
// Source: typings of @microsoft/teams.cards 2.1.0 (ILineChart, ILineChartData, ILineChartValue, ChartColor, ChartColorSet),
// and "Charts in Adaptive Cards" of Microsoft's Teams documentation.
import { z } from 'zod';

const steps = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const shades = ['sequential', 'sequentialRed', 'sequentialGreen', 'sequentialYellow'] as const;
const colours: readonly string[] = [
  ...['good', 'warning', 'attention', 'neutral'],
  ...['Red', 'Purple', 'Lavender', 'Blue', 'LightBlue', 'Teal', 'Green', 'Lime', 'Marigold'].map(
    name => `categorical${name}`,
  ),
  ...['Blue', 'LightBlue', 'Cyan', 'Teal', 'Yellow', 'Peach', 'LightRed', 'Red', 'Maroon', 'Gray'].map(
    name => `diverging${name}`,
  ),
  ...shades.flatMap(shade => steps.map(step => `${shade}${step}`)),
];
const colour = z.string().refine(name => colours.includes(name), 'no colour of charts');

const point = z.strictObject({
  key: z.string().optional(),
  x: z.union([z.number(), z.string()]),
  y: z.number(),
});

const series = z.strictObject({
  key: z.string().optional(),
  legend: z.string().optional(),
  color: colour.optional(),
  values: z.array(point),
});

export const lineChart = z.strictObject({
  type: z.literal('Chart.Line'),
  key: z.string().optional(),
  id: z.string().optional(),
  requires: z.record(z.string(), z.string()).optional(),
  lang: z.string().optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  height: z.enum(['auto', 'stretch']).optional(),
  horizontalAlignment: z.enum(['Left', 'Center', 'Right']).optional(),
  spacing: z
    .enum(['None', 'ExtraSmall', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding'])
    .optional(),
  targetWidth: z
    .string()
    .regex(/^(at(Least|Most):)?(VeryNarrow|Narrow|Standard|Wide)$/)
    .optional(),
  isSortKey: z.boolean().optional(),
  title: z.string().optional(),
  showTitle: z.boolean().optional(),
  colorSet: z
    .enum(['categorical', 'sequential', 'sequentialred', 'sequentialgreen', 'sequentialyellow', 'diverging'])
    .optional(),
  maxWidth: z
    .string()
    .regex(/^\d+px$/)
    .optional(),
  showLegend: z.boolean().optional(),
  xAxisTitle: z.string().optional(),
  yAxisTitle: z.string().optional(),
  color: colour.optional(),
  data: z.array(series),
  yMin: z.number().optional(),
  yMax: z.number().optional(),
  'grid.area': z.string().optional(),
  // Ours alone: clients of testers may know no charts, and a hole is no answer.
  fallback: z.looseObject({ type: z.string() }),
});
