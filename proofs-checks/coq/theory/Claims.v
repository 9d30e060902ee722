(** Every theorem that is claimed, in full. To be read last: it says of which numbers and runs each statement is meant, and it is compiled
    before any file that proves something. What proves them is asked for a proof of these propositions and of no others. *)
From Auxopt Require Export Consistency Correlation Stability Naive Exchange TargetLower Target Family.

(** The rates, for every run r of the algorithm on every problem. *)
Definition MOM_1 : Prop := forall r T L delta varD varh F0, MOM_1_statement r T L delta varD varh F0.
Definition MOM_1H : Prop := forall r T L delta varD varh F0, MOM_1H_statement r T L delta varD varh F0.
Definition MOM_2 : Prop := forall r T L delta varD varh F0, MOM_2_statement r T L delta varD varh F0.
Definition MOM_3 : Prop := forall r T L delta varD varh F0, MOM_3_statement r T L delta varD varh F0.
Definition MVR_1 : Prop := forall r T L delta varD varh F0, MVR_1_statement r T L delta varD varh F0.
Definition SGD_1 : Prop := forall P sample_f x0 eta T L varf F0, SGD_1_statement P sample_f x0 eta T L varf F0.
Definition RATE_DET : Prop := forall r T L delta F0, RATE_DET_statement r T L delta F0.
Definition RATE_MOM : Prop := forall r T L delta varD varh F0 s, RATE_MOM_statement r T L delta varD varh F0 s.
Definition RATE_MOM_G : Prop := forall r T L delta varD varh F0 s, RATE_MOM_G_statement r T L delta varD varh F0 s.
Definition RATE_MVR : Prop := forall r T L delta varD F0 radius, RATE_MVR_statement r T L delta varD F0 radius.

(** The same where all draws have one law. *)
Definition MVR_2 : Prop := forall r T L delta varD varh F0 Delta, MVR_2_statement r T L delta varD varh F0 Delta.
Definition RATE_MVR_2 : Prop := forall r T L delta varD F0 Delta radius, RATE_MVR_2_statement r T L delta varD F0 Delta radius.
Definition RATE_MVR_2P : Prop := forall r T L delta varD F0 Delta radius, RATE_MVR_2P_statement r T L delta varD F0 Delta radius.
Definition RATE_MVR_H : Prop := forall r T L delta varD varh F0 Delta radius j,
  RATE_MVR_H_statement r T L delta varD varh F0 Delta radius j.
Definition FAM_1 : Prop := forall r T L delta varD varh F0 Delta carry share excess,
  FAM_1_statement r T L delta Delta varD varh F0 carry share excess.
Definition FAM_2 : Prop := forall r T L delta varD varh F0 Delta carry share,
  FAM_2_statement r T L delta Delta varD varh F0 carry share.
Definition RATE_FAM : Prop := forall r T L delta varD varh F0 Delta carry share radius,
  RATE_FAM_statement r T L delta Delta varD varh F0 carry share radius.

(** What no parameters can beat, and when AuxMOM provably beats SGD. *)
Definition LOW_SGD : Prop := forall L varf F0 T, LOW_SGD_statement L varf F0 T.
Definition LOW_SGD_ITERATES : Prop := forall L F0 T, LOW_SGD_ITERATES_statement L F0 T.
Definition LOW_MOM : Prop := forall L delta varD varh F0 K T, LOW_MOM_statement L delta varD varh F0 K T.
Definition SEP_DET : Prop := forall r T L delta F0 c, SEP_DET_statement r T L delta F0 c.
Definition SEP_NOISE : Prop := forall r T L delta varD varh varf F0 c, SEP_NOISE_statement r T L delta varD varh varf F0 c.
Definition SEP_CORR : Prop := forall r T L delta varf F0 rho s, SEP_CORR_statement r T L delta varf F0 rho s.

(** What no method with constant coefficients can beat, and when AuxMOM provably beats all of them. *)
Definition LOW_LTI : Prop := forall L varf F0 T, LOW_LTI_statement L varf F0 T.
Definition LOW_HB_ITERATES : Prop := forall L F0 T, LOW_HB_ITERATES_statement L F0 T.
Definition SEP_LTI_DET : Prop := forall r T L delta F0 c, SEP_LTI_DET_statement r T L delta F0 c.
Definition SEP_LTI : Prop := forall r T L delta varD varh varf F0 c, SEP_LTI_statement r T L delta varD varh varf F0 c.
Definition SEP_LTI_CORR : Prop := forall r T L delta varf F0 rho s, SEP_LTI_CORR_statement r T L delta varf F0 rho s.

(** The -target variants: their rates, and what they cannot beat. *)
Definition TGT_MOM : Prop := forall r sample_f T L delta varf ratio F0, TGT_MOM_statement r sample_f T L delta varf ratio F0.
Definition TGT_MVR : Prop := forall r sample_f T L delta varf ratio F0 L2, TGT_MVR_statement r sample_f T L delta varf ratio F0 L2.
Definition RATE_TGT_MOM : Prop := forall r sample_f T L delta varf ratio F0 lambda s,
  RATE_TGT_MOM_statement r sample_f T L delta varf ratio F0 lambda s.
Definition RATE_TGT_MVR : Prop := forall r sample_f T L delta varf ratio F0 L2 lambda radius,
  RATE_TGT_MVR_statement r sample_f T L delta varf ratio F0 L2 lambda radius.
Definition LOW_TGT_MOM : Prop := forall L F0 eta a K T, LOW_TGT_MOM_statement L F0 eta a K T.
Definition LOW_TGT_MVR : Prop := forall L s F0 eta a K T, LOW_TGT_MVR_statement L s F0 eta a K T.

(** The kernel's rule EXCH, for every model of finite draws; and that it needs both of its conditions. *)
Definition EXCH : Prop := EXCH_statement.
Definition EXCH_age : Prop := EXCH_needs_age.
Definition EXCH_one_law : Prop := EXCH_needs_one_law.

(** Their assumptions can hold together. *)
Definition consistent : Prop := forall T K B sD sh v, consistent_statement T K B sD sh v.
Definition consistent_RATE : Prop := forall T K B sD sh s, consistent_RATE_statement T K B sD sh s.
Definition consistent_FAM : Prop := forall T K B sD sh, consistent_FAM_statement T K B sD sh.
Definition consistent_TGT : Prop := forall T K B sD s, consistent_TGT_statement T K B sD s.
Definition consistent_SEP : Prop := consistent_SEP_statement.

(** Correlated noise, stability, and the limit of the naive method. *)
Definition CORR : Prop := CORR_statement.
Definition CORR_correlation : Prop := CORR_correlation_statement.
Definition STAB : Prop := STAB_statement.
Definition STAB_round : Prop := STAB_round_statement.
Definition STAB_map : Prop := STAB_map_statement.
Definition NAIVE : Prop := NAIVE_statement.
