export declare const misbehaviours: Readonly<Record<string, object>>;
