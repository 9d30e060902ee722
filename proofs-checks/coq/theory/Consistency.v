(** That no theorem of the rates and comparisons speaks of nothing: what each of them assumes can hold together. To be read after
    [Filters]; Model proves it. *)
From Auxopt Require Export Filters Target Family.

(** There are such runs of K steps, on an L-smooth f with a delta-smooth D, for all three kinds of start. *)
Definition possible (K B : nat) (L delta e0 varD1 : R) (holds : run -> Prop) : Prop :=
  let all r := Algorithm.K r = K /\ smooth_target r L /\ smooth_difference r delta /\ holds r in
  (exists r, all r /\ given_start r e0) /\
  (exists r, all r /\ batch_start r B varD1) /\
  (exists r, all r /\ first_snapshot_start r varD1).

(** For all T, K, B and noises; L = 1, delta = 1/4, F0 = 1/2. *)
Section Possible.
Variables (T K B : nat) (sD sh : R).
Definition counts : Prop := (1 <= T)%nat /\ (1 <= K)%nat /\ (1 <= B)%nat.
Notation F0 := (1 / 2).
Notation delta := (1 / 4).

Definition consistent_statement (v : variant) : Prop := counts ->
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r v T 1 (sD ^ 2) (sh ^ 2) F0 /\ A2 r delta /\ A5 r delta /\ affine_difference r delta /\
    one_law r sample_D grad_D T /\ MOM_1_condition r 1 delta (sh ^ 2) /\ MOM_1H_condition r 1 delta (sh ^ 2) /\ MOM_2_condition r 1 delta (sh ^ 2) /\
    MOM_3_condition r 1 delta (sh ^ 2) /\ MVR_1_condition r 1 delta (sh ^ 2) /\ MVR_2_condition r 1 delta (sh ^ 2) delta).

(** The parameters that the tuned theorems take, for every free number s. *)
Definition consistent_RATE_statement (s : R) : Prop := counts -> 0 < s ->
  possible K B 1 delta (delta ^ 2) 0 (fun r =>
    assumptions r AuxMOM T 1 0 0 F0 /\ A2 r delta /\ RATE_DET_parameters r 1 delta) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMOM T 1 (sD ^ 2) (sh ^ 2) F0 /\ affine_difference r delta /\ RATE_MOM_parameters r 1 delta (sD ^ 2) (sh ^ 2) s) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMOM T 1 (sD ^ 2) (sh ^ 2) F0 /\ A2 r delta /\ RATE_MOM_G_parameters r 1 delta (sD ^ 2) (sh ^ 2) s) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMVR T 1 (sD ^ 2) 0 F0 /\ A5 r delta /\ RATE_MVR_parameters r 1 delta s) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMVR T 1 (sD ^ 2) 0 F0 /\ A2 r delta /\ A5 r delta /\ one_law r sample_D grad_D T /\
    RATE_MVR_2_parameters r 1 delta s) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMVR T 1 (sD ^ 2) 0 F0 /\ A2 r delta /\ A5 r delta /\ one_law r sample_D grad_D T /\
    RATE_MVR_2P_parameters r 1 delta delta s) /\
  forall j, 0 < j -> possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    assumptions r AuxMVR T 1 (sD ^ 2) (sh ^ 2) F0 /\ A2 r delta /\ A5 r delta /\ one_law r sample_D grad_D T /\
    RATE_MVR_H_parameters r 1 delta s j).

(** The methods between AuxMOM and AuxMVR, at carry = 2/3 and share = 1. *)
Definition consistent_FAM_statement : Prop := counts ->
  let family r := family_assumptions r T 1 delta delta (sD ^ 2) (sh ^ 2) F0 (2 / 3) 1 in
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r =>
    family r /\ FAM_1_condition r 1 delta delta (sh ^ 2) (2 / 3) 1 0 /\ FAM_2_condition r 1 delta delta (sh ^ 2) (2 / 3) 1) /\
  possible K B 1 delta (delta ^ 2) (sD ^ 2) (fun r => family r /\ RATE_FAM_parameters r 1 delta delta (2 / 3) 1 1).

(** The -target variants, with additive local noise, so that l = 0 and lambda = 0. *)
Definition possible_target (holds : forall r : run, (nat -> r -> r) -> Prop) : Prop :=
  let all r sample_f := Algorithm.K r = K /\ smooth_target r 1 /\ smooth_difference r delta /\ one_law r sample_f grad_f T /\ holds r sample_f in
  (exists r sample_f, all r sample_f /\ given_start_of r (grad_f (x0 r)) 1) /\
  (exists r sample_f, all r sample_f /\ batch_start_of r (grad_f (x0 r)) B (sD ^ 2)) /\
  (exists r sample_f, all r sample_f /\ first_snapshot_start_of r (grad_f (x0 r)) (sample_f 1%nat (x0 r)) (sD ^ 2)).

Definition consistent_TGT_statement (s : R) : Prop := counts -> 0 < s ->
  possible_target (fun r sample_f =>
    target_assumptions r sample_f AuxMOM T 1 delta (sD ^ 2) 0 F0 /\ lipschitz_target r 1 /\
    target_condition r 1 delta 0 ((1 - a r) ^ 2 * 1 ^ 2 / a r ^ 2)) /\
  possible_target (fun r sample_f =>
    target_assumptions r sample_f AuxMVR T 1 delta (sD ^ 2) 0 F0 /\ A7 r sample_f 1 /\
    target_condition r 1 delta 0 ((1 - a r) * 1 ^ 2 / (a r * (2 - a r)))) /\
  possible_target (fun r sample_f =>
    target_assumptions r sample_f AuxMOM T 1 delta (sD ^ 2) 0 F0 /\ lipschitz_target r 1 /\ reaches_control r 1 0 0 /\
    RATE_TGT_MOM_parameters r 1 delta (sD ^ 2) 0 s) /\
  possible_target (fun r sample_f =>
    target_assumptions r sample_f AuxMVR T 1 delta (sD ^ 2) 0 F0 /\ A7 r sample_f 1 /\ reaches_control r 1 0 0 /\
    RATE_TGT_MVR_parameters r 1 delta 1 0 s).
End Possible.

(** Without noise AuxMOM beats SGD by every factor c, for every T, on some class; with noise by c = 2 at T = 16, where rho = 511/512,
    and so every filter. *)
Definition consistent_SEP_statement : Prop :=
  (forall T c, (1 <= T)%nat -> 0 < c -> exists (r : run) (delta : R),
     assumptions r AuxMOM T 1 0 0 (1 / 2) /\ 0 <= delta /\ smooth_target r 1 /\ smooth_difference r delta /\ start_error r 0 /\
     RATE_DET_parameters r 1 delta /\ 1 / INR (K r) + 5 / 7 * (delta / 1) <= 1 / (4 * c)) /\
  (exists r : run, smooth_target r 1 /\ best_RATE_MOM r 16 1 (1 / 4) (1 / 64) 0 (1 / 2) 0 (1 / 32) /\
     SEP_NOISE_condition r 16 1 (1 / 4) (1 / 64) 0 16 (1 / 2) 2 0 /\ SEP_LTI_condition r 16 1 (1 / 4) (1 / 64) 0 16 (1 / 2) 2 0) /\
  (exists r : run, smooth_target r 1 /\ best_RATE_MOM r 16 1 (1 / 4) (2 * (1 - 511 / 512) * 4) 0 (1 / 2) 0 (1 / 32) /\
     SEP_CORR_condition r 16 1 (1 / 4) 4 (1 / 2) (511 / 512) /\ SEP_LTI_CORR_condition r 16 1 (1 / 4) 4 (1 / 2) (511 / 512)).
