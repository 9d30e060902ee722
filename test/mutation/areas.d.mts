export interface Area {
  readonly name: string;
  readonly folder: string;
  readonly tests: string[];
}

export declare const areas: readonly Area[];
export declare function readArea(name: string | undefined): Area;
