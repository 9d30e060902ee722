/** Pinned cases: a change of the generator changes what every seed means, so it must not go unnoticed. */
import { describe, expect, it } from 'vitest';
import { rateTheorems } from '../../../spec/theorems/index.js';
import { formatRatio } from '../../../src/exact/index.js';
import { formatProblemFile, toProblemFile } from '../../../src/problems/index.js';
import {
  arbitraryProblemCase,
  arbitraryRationalCase,
  drawAt,
  drawRateProblem,
  formatRateProblem,
} from '../../../src/theorems/index.js';

const exact = (values: object): unknown =>
  JSON.parse(
    JSON.stringify(values, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'numerator' in value
        ? formatRatio(value as Parameters<typeof formatRatio>[0])
        : value,
    ),
  );

describe('the case of seed 1 and index 0', () => {
  it('is pinned, constants included', () => {
    const { problemCase, constants } = drawAt(arbitraryProblemCase(), 1, 0).value;
    expect(formatProblemFile(toProblemFile(problemCase))).toMatchInlineSnapshot(`
      "{
        "format": "auxopt-problem/1",
        "name": "arbitrary quadratic",
        "dimension": 4,
        "target": {
          "matrix": [
            ["0.0212", "0", "-0.01296", "-0.01728"],
            ["0", "0.045", "0", "0"],
            ["-0.01296", "0", "0.044168", "-0.007776"],
            ["-0.01728", "0", "-0.007776", "0.039632"]
          ],
          "vector": ["-0.0208", "0.09", "-0.11436", "0.09752"]
        },
        "auxiliary": {
          "matrix": [
            ["0.021206", "0", "-0.0129888", "-0.0173184"],
            ["0", "0.044945", "0", "0"],
            ["-0.0129888", "0", "0.04420904", "-0.00778128"],
            ["-0.0173184", "0", "-0.00778128", "0.03966996"]
          ],
          "vector": ["-0.020764", "0.05989", "-0.1844308", "0.0076506"]
        },
        "snapshotAtoms": [
          {
            "probability": "0.6",
            "target": { "vector": ["-0.2208", "0.29", "-0.61436", "-0.60248"] },
            "auxiliary": {
              "matrix": [
                ["0.111206", "0.03", "0.0770112", "-0.0173184"],
                ["0.01", "-0.025055", "-0.01", "-0.09"],
                ["0.0370112", "0.06", "-0.04579096", "0.08221872"],
                ["0.0126816", "-0.05", "-0.01778128", "0.07966996"]
              ],
              "vector": ["-0.320764", "0.85989", "0.0155692", "-0.8923494"]
            }
          },
          {
            "probability": "0.15",
            "target": { "vector": ["-0.2208", "0.29", "-0.61436", "-0.60248"] },
            "auxiliary": {
              "matrix": [
                ["-0.248794", "-0.09", "-0.2829888", "-0.0173184"],
                ["-0.03", "0.254945", "0.03", "0.27"],
                ["-0.1629888", "-0.18", "0.31420904", "-0.27778128"],
                ["-0.1073184", "0.15", "0.02221872", "-0.08033004"]
              ],
              "vector": ["0.879236", "-2.34011", "-0.7844308", "2.7076506"]
            }
          },
          {
            "probability": "0.15",
            "target": { "vector": ["0.5792", "-0.51", "1.38564", "2.19752"] },
            "auxiliary": {
              "matrix": [
                ["0.111206", "0.03", "0.0770112", "-0.0173184"],
                ["0.01", "-0.025055", "-0.01", "-0.09"],
                ["0.0370112", "0.06", "-0.04579096", "0.08221872"],
                ["0.0126816", "-0.05", "-0.01778128", "0.07966996"]
              ],
              "vector": ["-0.320764", "0.85989", "0.0155692", "-0.8923494"]
            }
          },
          {
            "probability": "0.1",
            "target": { "vector": ["0.5792", "-0.51", "1.38564", "2.19752"] },
            "auxiliary": {
              "matrix": [
                ["-0.248794", "-0.09", "-0.2829888", "-0.0173184"],
                ["-0.03", "0.254945", "0.03", "0.27"],
                ["-0.1629888", "-0.18", "0.31420904", "-0.27778128"],
                ["-0.1073184", "0.15", "0.02221872", "-0.08033004"]
              ],
              "vector": ["0.879236", "-2.34011", "-0.7844308", "2.7076506"]
            }
          }
        ],
        "localAtoms": [
          {
            "probability": "0.5",
            "auxiliary": {
              "matrix": [
                ["0.111206", "0", "-0.0729888", "-0.0173184"],
                ["-0.07", "0.084945", "-0.03", "-0.03"],
                ["0.0070112", "0.09", "-0.00579096", "-0.00778128"],
                ["-0.1073184", "0.08", "0.05221872", "0.04966996"]
              ],
              "vector": ["-0.320764", "-0.34011", "-0.9844308", "0.9076506"]
            }
          },
          {
            "probability": "0.5",
            "auxiliary": {
              "matrix": [
                ["-0.068794", "0", "0.0470112", "-0.0173184"],
                ["0.07", "0.004945", "0.03", "0.03"],
                ["-0.0329888", "-0.09", "0.09420904", "-0.00778128"],
                ["0.0726816", "-0.08", "-0.06778128", "0.02966996"]
              ],
              "vector": ["0.279236", "0.45989", "0.6155692", "-0.8923494"]
            }
          }
        ],
        "variant": "naive",
        "parameters": { "stepSize": "7", "momentumWeight": "1", "localStepCount": 4, "roundCount": 25 },
        "initialization": { "kind": "none" },
        "startingPoint": ["-1.83", "1.8", "-3.37", "1.49"],
        "seed": 656870
      }
      "
    `);
    expect(exact(constants)).toMatchInlineSnapshot(`
      {
        "hessianSimilarity": "0.00007",
        "infimum": "-0.3311",
        "meanSquareSimilarity": "0.299",
        "minimizer": [
          "-2",
          "2",
          "-3",
          "1",
        ],
        "smoothness": "0.05",
        "suboptimality": "0.00977301",
        "targetVariance": "2.46",
      }
    `);
  });

  it('is pinned for a target that is not convex', () => {
    const { blueprint, constants, parameters } = drawAt(arbitraryRationalCase(), 1, 0).value;
    const { target, difference, variant, initialization, startingPoint } = blueprint;
    expect(exact({ target, difference, variant, initialization, startingPoint, parameters, constants }))
      .toMatchInlineSnapshot(`
        {
          "constants": {
            "hessianSimilarity": "0.024",
            "infimum": "0",
            "localVariance": "0",
            "meanSquareSimilarity": "0.024",
            "minimizer": [
              "0",
              "1",
            ],
            "smoothness": "16",
            "snapshotVariance": "0",
            "suboptimality": "284/65",
            "targetVariance": "0",
          },
          "difference": {
            "kind": "wells",
            "turns": [],
            "wells": [
              {
                "centre": "0",
                "depth": "-0.003",
                "slope": "2",
              },
              {
                "centre": "-1",
                "depth": "-0.003",
                "slope": "1",
              },
            ],
          },
          "initialization": {
            "kind": "exact",
          },
          "parameters": {
            "localStepCount": 2,
            "momentumWeight": "0.6",
            "roundCount": 1,
            "stepSize": "0.01",
          },
          "startingPoint": [
            "3",
            "2",
          ],
          "target": {
            "turns": [],
            "wells": [
              {
                "centre": "0",
                "depth": "4",
                "slope": "0.5",
              },
              {
                "centre": "1",
                "depth": "2",
                "slope": "2",
              },
            ],
          },
          "variant": "aux-mom-target",
        }
      `);
  });

  it('is pinned for `auxopt check`', () => {
    const { value } = drawRateProblem(rateTheorems['MVR-1'], 1, 1);
    expect([value.regime, formatRateProblem(value, '')]).toMatchInlineSnapshot(`
      [
        "simple-edge",
        "{
        "format": "auxopt-problem/1",
        "name": "MVR-1",
        "description": "",
        "dimension": 1,
        "target": { "matrix": [["2"]], "vector": ["4"] },
        "auxiliary": { "matrix": [["1.964"]], "vector": ["3.928"] },
        "snapshotAtoms": [
          {
            "probability": "0.855",
            "target": { "matrix": [["1.994"]], "vector": ["4.03"] },
            "auxiliary": { "vector": ["-2.072"] }
          },
          {
            "probability": "0.045",
            "target": { "matrix": [["1.994"]], "vector": ["4.03"] },
            "auxiliary": { "vector": ["57.928"] }
          },
          {
            "probability": "0.045",
            "target": { "matrix": [["2.054"]], "vector": ["3.73"] },
            "auxiliary": { "vector": ["-2.072"] }
          },
          {
            "probability": "0.055",
            "target": { "matrix": [["2.054"]], "vector": ["3.73"] },
            "auxiliary": { "vector": ["57.928"] }
          }
        ],
        "localAtoms": [
          { "probability": "0.75", "auxiliary": { "matrix": [["1.956"]], "vector": ["4.018"] } },
          { "probability": "0.25", "auxiliary": { "matrix": [["1.988"]], "vector": ["3.658"] } }
        ],
        "variant": "aux-mvr",
        "parameters": { "stepSize": "0.25", "momentumWeight": "0.003240125", "localStepCount": 2, "roundCount": 3 },
        "initialization": { "kind": "given", "correction": ["2.3"] },
        "startingPoint": ["2.017"],
        "seed": 64249
      }
      ",
      ]
    `);
  });
});
