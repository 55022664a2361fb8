/**
 * Counts of a vitest JSON report: `{ passed, failed, skipped }`. A file that broke before its tests ran is one failure,
 * and so is an exit code that nothing in the report explains (an unhandled error, a crash, no tests found).
 */
export function countTestResults(report, exitCode) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
