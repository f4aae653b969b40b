// What a simulation came to, in words.
import type { Plan, Report } from './simulate.ts';

export function reportLines(plan: Plan, report: Report): readonly string[] {
  const { differences } = report;
  const calls = (count: number) => count.toFixed(2);
  return [
    `${plan.ldsos} organisations, ${report.notifications} notifications, ${report.redelivered} of them heard more than once`,
    `${report.faults} faults on all routes, killed ${report.kills} times while a burst came in and went out`,
    `calls per notification: ${calls(report.callsAlone)} one at a time, ${calls(report.callsInBursts)} in bursts, ${calls(report.callsInFaults)} with faults`,
    `drift: ${differences.length}`,
    ...differences.slice(0, 50).map(line => `  ${line}`),
  ];
}
