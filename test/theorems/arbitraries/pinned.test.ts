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
            ["0.0404", "-0.0072", "0", "0"],
            ["-0.0072", "0.0446", "0", "0"],
            ["0", "0", "0.0212", "0.0216"],
            ["0", "0", "0.0216", "0.0338"]
          ],
          "vector": ["0.1024", "-0.1482", "-0.022", "-0.046"]
        },
        "auxiliary": {
          "matrix": [
            ["0.0214", "-0.0552", "0", "0"],
            ["-0.0552", "0.0536", "0", "0"],
            ["0", "0", "-0.0248", "0.0336"],
            ["0", "0", "0.0336", "-0.0052"]
          ],
          "vector": ["0.2084", "-0.3012", "-0.162", "-0.046"]
        },
        "snapshotAtoms": [
          {
            "probability": "0.65625",
            "target": { "vector": ["3.1024", "-2.1482", "1.978", "-5.046"] },
            "auxiliary": { "vector": ["3.2084", "-2.3012", "1.838", "-5.046"] }
          },
          {
            "probability": "0.09375",
            "target": { "vector": ["3.1024", "-2.1482", "1.978", "-5.046"] },
            "auxiliary": { "vector": ["-8.7916", "5.6988", "-6.162", "14.954"] }
          },
          {
            "probability": "0.09375",
            "target": { "vector": ["-8.8976", "5.8518", "-6.022", "14.954"] },
            "auxiliary": { "vector": ["3.2084", "-2.3012", "1.838", "-5.046"] }
          },
          {
            "probability": "0.15625",
            "target": { "vector": ["-8.8976", "5.8518", "-6.022", "14.954"] },
            "auxiliary": { "vector": ["-8.7916", "5.6988", "-6.162", "14.954"] }
          }
        ],
        "localAtoms": [
          { "probability": "0.5", "auxiliary": { "vector": ["2.2084", "1.6988", "-3.162", "-4.046"] } },
          { "probability": "0.5", "auxiliary": { "vector": ["-1.7916", "-2.3012", "2.838", "3.954"] } }
        ],
        "variant": "naive",
        "parameters": { "stepSize": "3", "momentumWeight": "0.6", "localStepCount": 1, "roundCount": 37 },
        "initialization": { "kind": "none" },
        "startingPoint": ["1.8", "-3.37", "1.49", "-2.36"],
        "seed": 856354
      }
      "
    `);
    expect(exact(constants)).toMatchInlineSnapshot(`
      {
        "hessianSimilarity": "0.055",
        "infimum": "-0.3597",
        "localVariance": "33",
        "meanSquareSimilarity": "0.055",
        "minimizer": [
          "2",
          "-3",
          "1",
          "-2",
        ],
        "smoothness": "0.05",
        "snapshotVariance": "126",
        "suboptimality": "0.00425313",
        "targetVariance": "126",
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
          "kind": "none",
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
        "variant": "naive",
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
        "auxiliary": { "matrix": [["1.8"]], "vector": ["3.6"] },
        "snapshotAtoms": [
          { "probability": "0.5", "target": { "matrix": [["1.96"]], "vector": ["4.9"] } },
          { "probability": "0.25", "target": { "matrix": [["1.98"]], "vector": ["3.4"] } },
          { "probability": "0.25", "target": { "matrix": [["2.1"]], "vector": ["2.8"] } }
        ],
        "localAtoms": [
          { "probability": "0.5", "auxiliary": { "matrix": [["1.82"]], "vector": ["3.2"] } },
          { "probability": "0.25", "auxiliary": { "matrix": [["1.71"]], "vector": ["4.4"] } },
          { "probability": "0.25", "auxiliary": { "matrix": [["1.85"]] } }
        ],
        "variant": "aux-mvr",
        "parameters": { "stepSize": "0.25", "momentumWeight": "0.08686112", "localStepCount": 2, "roundCount": 5 },
        "initialization": { "kind": "zero" },
        "startingPoint": ["-14"],
        "seed": 224068
      }
      ",
      ]
    `);
  });
});
