import { describe, expect, it } from 'vitest'
import { Failure, UserError } from '../errors.ts'
import { exceptionChain, statementProblem } from './statement-problem.ts'

const statement = { file: 'flink/jobs/rides.sql', line: 10, column: 5, text: 'EXECUTE …' }
/** As Flink 2.1's gateway answers: wrappers, frames, then the cause repeated by every layer. */
const trace = (...causes: string[]) =>
  [
    'Internal server error.',
    '<Exception on server side:',
    'org.apache.flink.table.gateway.api.utils.SqlGatewayException: org.apache.flink.table.gateway.api.utils.SqlGatewayException: Failed to fetchResults.',
    '\tat org.apache.flink.table.gateway.rest.handler.statement.FetchResultsHandler.handleRequest(FetchResultsHandler.java:91)',
    'Caused by: org.apache.flink.table.gateway.service.utils.SqlExecutionException: Failed to execute the operation 1.',
    '\t... 1 more',
    ...causes.flatMap((cause) => [`Caused by: ${cause}`, '\t... 7 more']),
    '',
    'End of exception on server side>',
  ].join('\n')

describe('statementProblem', () => {
  it('moves lines and columns from the statement to its file', () => {
    const said = "From line 2, column 23 to line 2, column 24: Column 'ax' not found in any table"
    const problem = statementProblem(
      statement,
      trace(
        `org.apache.flink.table.api.ValidationException: SQL validation failed. SQL validation failed. ${said}`,
        `org.apache.calcite.runtime.CalciteContextException: ${said}`,
        "org.apache.calcite.sql.validate.SqlValidatorException: Column 'ax' not found in any table",
      ),
    )
    expect(problem).toBeInstanceOf(UserError)
    expect(problem.message).toBe(
      "flink/jobs/rides.sql:11:23: From line 11, column 23 to line 11, column 24: Column 'ax' not found in any table",
    )
  })

  it('counts the columns of the first line from where the statement begins', () => {
    const problem = statementProblem(
      statement,
      trace('org.apache.flink.table.api.SqlParserException: SQL parse failed. Encountered "FRM" at line 1, column 8.'),
    )
    expect(problem.message).toContain('flink/jobs/rides.sql:10:12: Encountered "FRM" at line 10, column 12.')
  })

  it('shortens the list of all that the parser would have taken', () => {
    const expected = Array.from({ length: 200 }, (_, index) => `    "WORD${index}" ...`).join('\n')
    const problem = statementProblem(
      statement,
      trace(
        `org.apache.flink.table.api.SqlParserException: SQL parse failed. Encountered "g" at line 2, column 29.\nWas expecting one of:\n${expected}`,
      ),
    )
    expect(problem.message.split('\n')).toHaveLength(2)
    expect(problem.message).toContain('"WORD0", "WORD1"')
    expect(problem.message).not.toContain('WORD50')
  })

  it('keeps the deeper cause that says more', () => {
    const problem = statementProblem(
      statement,
      trace(
        "org.apache.flink.table.api.ValidationException: Unable to create a source for reading table 't'.",
        "org.apache.flink.table.api.ValidationException: Unsupported options found for 'kafka'.",
      ),
    )
    expect(problem.message).toContain(
      "flink/jobs/rides.sql:10: Unable to create a source for reading table 't'.\nUnsupported options",
    )
  })

  it('does not blame the SQL for a cluster that fails', () => {
    const problem = statementProblem(statement, trace('java.net.ConnectException: Connection refused'))
    expect(problem).toBeInstanceOf(Failure)
    expect(problem.message).toContain('Connection refused')
  })
})

it('reads a Java trace without its frames', () => {
  expect(
    exceptionChain('java.lang.RuntimeException: a\n\tat b.c(D.java:1)\nCaused by: x.y.Z: first\nsecond\n\t... 3 more'),
  ).toEqual([
    { type: 'java.lang.RuntimeException', message: 'a' },
    { type: 'x.y.Z', message: 'first\nsecond' },
  ])
})
