/**
 * The numbers that the toy is known by (see `references`: authors-code), as text with the digits they are given with.
 * The demo computes everything afresh and confronts it with these.
 */

/** One row of the table. */
export interface PublishedRow {
  /** The problem file under docs/examples. */
  readonly file: string;
  readonly title: string;
  /** Of the naive baseline, f(x¹⁰⁰). */
  readonly naive: string;
  /** Of AuxMOM in exact arithmetic, f(x¹⁰); given for the +δ rows. */
  readonly early?: string;
  /** Of AuxMOM in exact arithmetic, f(x¹⁰⁰). */
  readonly late: string;
  /** In doubles as published, which is the regrouped order. */
  readonly regrouped: string;
  /** In doubles with a stored m, where it is known. */
  readonly stored?: string;
  /** The published cell, as it is shown. */
  readonly shown: string;
}

const plus = (file: string, zeta: string, naive: string, stored: string): PublishedRow => ({
  file,
  title: `δ = 1, ζ = ${zeta}`,
  naive,
  early: '3.66655e-6',
  late: '2.24828e-52',
  regrouped: '0',
  stored,
  shown: '0',
});

/** The rows, in the order in which they are printed. */
export const publishedToy: readonly PublishedRow[] = [
  plus('toy.json', '1', '0.121213', '3.8e-34'),
  plus('toy-zeta10.json', '10', '12.1213', '4.9e-32'),
  plus('toy-zeta100.json', '100', '1212.13', '3.8e-30'),
  {
    file: 'toy-minus2.json',
    title: '−δ, δ = 2, ζ = 1',
    naive: '1.13458e34',
    late: '3.96660e-87',
    regrouped: '6.8e-72',
    stored: '1.4e-35',
    shown: '6.8e-72',
  },
  {
    file: 'toy-minus10.json',
    title: '−δ, δ = 10, ζ = 1',
    naive: '1.93579e66',
    late: '2.42875e-15',
    regrouped: '2.4e-15',
    shown: '2.4e-15',
  },
  {
    file: 'toy-minus100.json',
    title: '−δ, δ = 100, ζ = 1',
    naive: '2.61011e73',
    late: '0.0204287',
    regrouped: '0.0204',
    shown: '0.0204',
  },
];
