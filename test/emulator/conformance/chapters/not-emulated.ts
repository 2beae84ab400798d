/** What the SDK can send and the emulator cannot answer says so. */
import type { Data } from '../../sdk'
import { aggregate, type Case, type Chapter, type Place, type Stages } from '../cases'

/** Stages that wx-server-sdk names and the package beneath it does not have: the call throws before it is sent. */
const NAMED_ONLY = ['collStats', 'facet', 'graphLookup', 'indexStats', 'out', 'redact']

function saysSo(name: string, what: RegExp, run: (place: Place) => Promise<unknown>): Case {
  return {
    name: `${name}: not emulated`,
    documents: [{ _id: 'd', a: 1 }],
    emulatorOnly: true,
    run,
    refused: { text: new RegExp(`not emulated: .*${what.source}`) },
  }
}

function pipelineSaysSo(name: string, what: RegExp, stages: Stages): Case {
  return saysSo(name, what, ({ documents }) => aggregate(documents, stages))
}

export const notEmulated: Chapter = {
  title: 'what is not emulated',
  cases: ({ _, $ }) => {
    const inLookup =
      (stage: object) =>
      async ({ documents, names }: Place) =>
        aggregate(documents, [['lookup', { from: names.others, let: {}, pipeline: [stage], as: 'x' }]])
    return [
      ...NAMED_ONLY.map(
        (stage): Case => ({
          name: `${stage} is no function of the SDK`,
          run: async ({ documents }) => {
            const pipeline: Data = documents.aggregate()
            return pipeline[stage]({})
          },
          refused: { text: /is not a function/ },
        }),
      ),
      saysSo('search for words', /\$text/, ({ documents }) =>
        documents.where({ $text: _.text({ search: 'a' }) }).get(),
      ),
      saysSo('search for words in a field', /\$search/, ({ documents }) =>
        documents.where({ a: _.text({ search: 'a' }) }).get(),
      ),
      saysSo('jsonSchema', /\$jsonSchema/, ({ documents }) =>
        documents.where(_.jsonSchema({ required: ['a'] })).get(),
      ),
      saysSo('code in a query', /\$where/, ({ documents }) => documents.where({ $where: 'true' }).get()),
      saysSo('flat geometry', /\$box/, ({ documents }) =>
        documents.where({ a: { $geoWithin: { $box: [] } } }).get(),
      ),
      saysSo('legacy coordinates', /legacy pair/, ({ documents }) =>
        documents.where({ a: { $nearSphere: [0, 0] } }).get(),
      ),
      saysSo('options of patterns that JavaScript lacks', /RegExp option q/, ({ documents }) =>
        documents.where({ a: { $regex: 'a', $options: 'q' } }).get(),
      ),
      saysSo('a positional projection', /positional projection/, ({ documents }) =>
        documents.field({ 'a.$': true }).get(),
      ),
      pipelineSaysSo('meta', /\$meta/, [['project', { score: $.meta('textScore') }]]),
      pipelineSaysSo('sort by meta', /\$meta/, [['sort', { score: $.meta('textScore') }]]),
      pipelineSaysSo('granularity', /granularity/, [
        ['bucketAuto', { groupBy: '$a', buckets: 2, granularity: 'R5' }],
      ]),
      pipelineSaysSo('an expression that no SDK offers', /\$dateTrunc/, [
        ['project', { x: { $dateTrunc: { date: '$a', unit: 'day' } } }],
      ]),
      saysSo('graphLookup in the pipeline of a lookup', /\$graphLookup/, inLookup({ $graphLookup: {} })),
      saysSo('out in the pipeline of a lookup', /\$out/, inLookup({ $out: 'x' })),
      saysSo('redact in the pipeline of a lookup', /\$redact/, inLookup({ $redact: '$$KEEP' })),
    ]
  },
}
