/*
 * auxopt_adapter.h: lets `auxopt verify` drive an implementation of AuxMOM/AuxMVR in C99. No dependencies.
 *
 * SPDX-License-Identifier: MIT
 * Copyright (c) 2026 the auxopt authors. Permission is hereby granted, free of charge, to any person obtaining a copy of
 * this file, to deal in it without restriction (use, copy, modify, merge, publish, distribute, sublicense, sell), provided
 * that this notice is kept. It is provided "as is", without warranty of any kind.
 *
 * Include it in one C file, write one function that makes a round, and call auxopt_serve(), or auxopt_serve_methods() for methods
 * of which the kit has a page. It speaks protocol 1.9 in callback mode, in binary64, or in binary32 with #define AUXOPT_REAL float, with the
 * initializations given, zero and none. Numbers leave as the 16 digits of their bits as a double.
 * Anything on standard input that is not the protocol ends the process with a message and exit code 1. It assumes that
 * double is IEEE 754 binary64, float binary32, and that the locale is "C" (nobody called setlocale).
 */
#ifndef AUXOPT_ADAPTER_H
#define AUXOPT_ADAPTER_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { AUXOPT_SNAPSHOT, AUXOPT_LOCAL, AUXOPT_MEAN } auxopt_draw;
#define AUXOPT_FRESH (-1LL) /* in place of an atom: draw a new sample */
#define AUXOPT_WORK 8       /* vectors of length d that a round may use as it likes */
#ifndef AUXOPT_REAL
/* Define it as float where the program computes in single precision. */
#define AUXOPT_REAL double
#endif
typedef AUXOPT_REAL auxopt_real;
#ifndef AUXOPT_ONLY
/* Define it as what alone the program supports, as JSON of the protocol: "{\"largestDimension\":20}". */
#define AUXOPT_ONLY ""
#endif
#ifndef AUXOPT_HAS_OWN_STATE
/* Define it as 1 where the program keeps a state of its own: then no single rounds are asked for, and m is not reported. */
#define AUXOPT_HAS_OWN_STATE 0
#endif

/* What is to be done. */
typedef struct {
  const char *variant;
  auxopt_real step_size, momentum_weight;  /* eta, a */
  long long local_step_count, round_count; /* K, T */
  size_t dimension;                        /* d */
  auxopt_real *x0, *m0, *work[AUXOPT_WORK]; /* m0 is NULL for the variants that keep no estimate */
  char *session, *parameters;              /* the rest is the adapter's own */
  auxopt_real *memory, **states;
  long long round, step;
} auxopt_task;

/* The state before round t: x^{t-1}, x^{t-2} (x^0 in round 1) and m^{t-1} (NULL for the variants that keep no estimate). */
typedef struct { long long round; const auxopt_real *x, *x_previous, *m; } auxopt_state;

typedef struct {
  const char *name;                              /* "aux-mom", "aux-mvr", ... */
  const char *(*check)(const auxopt_task *task); /* NULL, or why the parameters are rejected */
  void (*round)(auxopt_task *task, const auxopt_state *from, auxopt_real *x, auxopt_real *m); /* writes x^t and m^t */
} auxopt_variant;

/* A method, by the names of its page. */
typedef struct {
  const char *name;                              /* "nesterov" */
  const char *const *states;                     /* the vectors that it keeps and reports, the point first, then NULL */
  const char *(*check)(const auxopt_task *task); /* NULL, or why the parameters are rejected; a null pointer where none is */
  /* Makes round t: states[i] is the vector of the i-th name, before the round and after it. Those that the kit does not give are 0 at first. */
  void (*round)(auxopt_task *task, long long t, auxopt_real *const *states);
} auxopt_method;

/* Stray prints would break the protocol: in the file that includes this header they go to standard error. */
#define printf(...) fprintf(stderr, __VA_ARGS__)
#define puts(text) fprintf(stderr, "%s\n", text)

static void auxopt_fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("auxopt_adapter: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

static void *auxopt_allocate(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (memory == NULL) auxopt_fail("no memory for %lu bytes", (unsigned long)size);
  return memory;
}

/* ---- Reading. Each line is checked as a whole first, so that the rest may walk it without looking for its end. ---- */

typedef struct { char *text; size_t size; } auxopt_line;

static const char *auxopt_space(const char *p) { return p + strspn(p, " \t\r"); }

static const char *auxopt_digits(const char *p) {
  const size_t count = strspn(p, "0123456789");
  if (count == 0) auxopt_fail("bad JSON: a value or a digit is expected at '%.20s'", p);
  return p + count;
}

static const char *auxopt_skip_string(const char *p) {
  if (*p != '"') auxopt_fail("a string is expected at '%.20s'", p);
  for (p++; *p != '"'; p++) {
    if ((unsigned char)*p < 0x20) auxopt_fail("bad JSON: a string does not end, or has a control character in it");
    if (*p != '\\') continue;
    if (*++p == '\0' || strchr("\"\\/bfnrtu", *p) == NULL) auxopt_fail("bad JSON: an unknown escape in a string");
    if (*p != 'u') continue;
    if (strspn(p + 1, "0123456789abcdefABCDEF") < 4) auxopt_fail("bad JSON: \\u needs four digits");
    p += 4;
  }
  return p + 1;
}

/* Checks the JSON value at p and returns what is behind it. */
static const char *auxopt_skip(const char *p, int depth) {
  if (depth > 16) auxopt_fail("the message is nested too deeply");
  if (*p == '{' || *p == '[') {
    const char end = *p == '{' ? '}' : ']';
    p = auxopt_space(p + 1);
    if (*p == end) return p + 1;
    for (;; p = auxopt_space(p + 1)) {
      if (end == '}') {
        p = auxopt_space(auxopt_skip_string(p));
        if (*p != ':') auxopt_fail("bad JSON: ':' is expected at '%.20s'", p);
        p = auxopt_space(p + 1);
      }
      p = auxopt_space(auxopt_skip(p, depth + 1));
      if (*p == end) return p + 1;
      if (*p != ',') auxopt_fail("bad JSON: ',' or '%c' is expected at '%.20s'", end, p);
    }
  }
  if (*p == '"') return auxopt_skip_string(p);
  if (strncmp(p, "true", 4) == 0 || strncmp(p, "null", 4) == 0) return p + 4;
  if (strncmp(p, "false", 5) == 0) return p + 5;
  if (*p == '-') p++;
  p = *p == '0' ? p + 1 : auxopt_digits(p);
  if (*p == '.') p = auxopt_digits(p + 1);
  if (*p == 'e' || *p == 'E') p = auxopt_digits(p + 1 + (p[1] == '+' || p[1] == '-'));
  return p;
}

/* The next line, checked, or NULL at the end of the input. */
static const char *auxopt_read_line(auxopt_line *line) {
  size_t length = 0;
  for (;; length++) {
    const int c = getchar();
    if (c == EOF && length == 0) return NULL;
    if (c == EOF) auxopt_fail("the input ends inside a line");
    if (c == '\0') auxopt_fail("a line has a NUL in it");
    if (length >= 4194304 && c != '\n') auxopt_fail("a line is longer than 4 MiB");
    if (length >= line->size) {
      line->size = line->size == 0 ? 1024 : 2 * line->size;
      line->text = (char *)auxopt_allocate(line->text, line->size);
    }
    line->text[length] = c == '\n' ? '\0' : (char)c;
    if (c == '\n') break;
  }
  if (*auxopt_space(auxopt_skip(auxopt_space(line->text), 0)) != '\0') auxopt_fail("bad JSON: text behind the value");
  return auxopt_space(line->text);
}

/* Whether the JSON string at p is this word. The kit writes its own words without escapes. */
static int auxopt_is(const char *p, const char *word) {
  const size_t length = strlen(word);
  return (size_t)(auxopt_skip_string(p) - p) == length + 2 && memcmp(p + 1, word, length) == 0;
}

/* The value of a key of the object at p, or NULL. Keys that nobody asks for may come with a later minor version. */
static const char *auxopt_find(const char *p, const char *key) {
  const char *found = NULL;
  if (*p != '{') auxopt_fail("an object is expected at '%.20s'", p);
  for (p = auxopt_space(p + 1); *p != '}'; p = auxopt_space(*p == ',' ? p + 1 : p)) {
    const char *value = auxopt_space(auxopt_space(auxopt_skip_string(p)) + 1);
    if (auxopt_is(p, key) && found != NULL) auxopt_fail("the key '%s' comes twice", key);
    if (auxopt_is(p, key)) found = value;
    p = auxopt_space(auxopt_skip(value, 0));
  }
  return found;
}

static const char *auxopt_get(const char *p, const char *key) {
  const char *value = auxopt_find(p, key);
  if (value == NULL) auxopt_fail("the key '%s' is missing", key);
  return value;
}

static long long auxopt_count(const char *p) {
  const size_t length = (size_t)(auxopt_skip(p, 0) - p), sign = *p == '-';
  if (strspn(p + sign, "0123456789") < length - sign || length > 16) auxopt_fail("a count is expected at '%.20s'", p);
  return strtoll(p, NULL, 10);
}

/* The number in the JSON string at p: a decimal, or 16 digits of bits. 0 where it is neither, or not finite. */
static int auxopt_number(const char *p, auxopt_real *out) {
  double number = 0, *value = &number;
  const char *text = p + 1;
  const size_t length = (size_t)(auxopt_skip_string(p) - 1 - text);
  char *end;
  if (length == 16 && strspn(text, "0123456789abcdef") == 16) {
    const uint64_t bits = strtoull(text, NULL, 16);
    memcpy(value, &bits, sizeof bits);
  } else { /* strtod alone would take "inf", "0x1p3" and " 1" too */
    if (length == 0 || strspn(text, "+-.0123456789eE") != length) return 0;
    *value = strtod(text, &end);
    if (end != text + length) return 0;
  }
  *out = (auxopt_real)number;
  return number - number == 0;
}

static size_t auxopt_length(const char *p) {
  size_t count = 0;
  if (*p != '[') auxopt_fail("a vector is expected at '%.20s'", p);
  for (p = auxopt_space(p + 1); *p != ']'; count++, p = auxopt_space(*p == ',' ? p + 1 : p))
    p = auxopt_space(auxopt_skip_string(p));
  return count;
}

/* Reads a vector of length d. 0 where it has another length, or where a coordinate is not a finite number. */
static int auxopt_vector(const char *p, size_t dimension, auxopt_real *out) {
  if (auxopt_length(p) != dimension) return 0;
  for (p = auxopt_space(p + 1); *p != ']'; out++, p = auxopt_space(*p == ',' ? p + 1 : p)) {
    if (!auxopt_number(p, out)) return 0;
    p = auxopt_space(auxopt_skip_string(p));
  }
  return 1;
}

/* ---- Writing. ---- */

/* Whoever forgets this waits for ever, and so does the kit. */
static void auxopt_flush(void) {
  if (fflush(stdout) != 0) auxopt_fail("standard output is closed");
}

static void auxopt_write_vector(const char *comma, const char *key, const auxopt_real *values, size_t dimension) {
  fprintf(stdout, "%s\"%s\":[", comma, key);
  for (size_t i = 0; i < dimension; i++) {
    const double value = values[i];
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    fprintf(stdout, "%s\"%016" PRIx64 "\"", i == 0 ? "" : ",", bits);
  }
  fputs("]", stdout);
}

/* A response, with a text under `key`. Characters that JSON would have to escape become apostrophes. */
static void auxopt_respond(const char *type, const char *id, const char *key, const char *text) {
  fprintf(stdout, "{\"type\":\"%s\",\"id\":%.*s", type, (int)(auxopt_skip_string(id) - id), id);
  if (strcmp(type, "rejected") == 0) fputs(",\"code\":\"bad-input\"", stdout);
  if (key != NULL) fprintf(stdout, ",\"%s\":\"", key);
  for (; key != NULL && *text != '\0'; text++) {
    const int is_plain = (unsigned char)*text >= 0x20 && *text != '"' && *text != '\\';
    fputc(is_plain ? *text : '\'', stdout);
  }
  fputs(key == NULL ? "}\n" : "\"}\n", stdout);
  auxopt_flush();
}

static void auxopt_report(const auxopt_task *task, const auxopt_real *x, const auxopt_real *m) {
  fprintf(stdout, "{\"type\":\"state\",\"session\":%s,\"round\":%lld", task->session, task->round);
  auxopt_write_vector(",", "x", x, task->dimension);
  if (m != NULL) auxopt_write_vector(",", "m", m, task->dimension);
  fputs("}\n", stdout);
}

/* Tells y^{t,k}. Optional, but for all local steps of a round or for none. */
static inline void auxopt_report_step(auxopt_task *task, const auxopt_real *y) {
  fprintf(stdout, "{\"type\":\"state\",\"session\":%s,\"round\":%lld,\"step\":%lld", task->session, task->round, ++task->step);
  auxopt_write_vector(",", "y", y, task->dimension);
  fputs("}\n", stdout);
}

/*
 * The gradient of f or h ('f', 'h') at a point. Set *atom to AUXOPT_FRESH for a new sample: it comes back with the sample's
 * name, and the next call with the same variable sees the same sample again. Without an atom (NULL) every call draws anew.
 */
static inline void auxopt_gradient(auxopt_task *task, char function, auxopt_draw draw, const auxopt_real *at, long long *atom,
                                   auxopt_real *out) {
  static const char *const draws[] = {"snapshot", "local", "mean"};
  static auxopt_line line;
  const char *answer;
  fprintf(stdout, "{\"type\":\"oracle\",\"session\":%s,\"function\":\"%c\",\"draw\":\"%s\"", task->session, function, draws[draw]);
  if (atom != NULL && *atom >= 0) fprintf(stdout, ",\"atom\":%lld", *atom);
  auxopt_write_vector(",", "at", at, task->dimension);
  fputs("}\n", stdout);
  auxopt_flush();
  answer = auxopt_read_line(&line);
  if (answer == NULL) auxopt_fail("the input ends inside a run");
  if (!auxopt_is(auxopt_get(answer, "type"), "oracleResult")) auxopt_fail("an oracleResult is expected");
  if (!auxopt_vector(auxopt_get(answer, "gradient"), task->dimension, out)) auxopt_fail("the gradient cannot be read");
  if (atom != NULL) *atom = auxopt_count(auxopt_get(answer, "atom"));
}

/* A parameter of a method, by the name of its page. */
static inline auxopt_real auxopt_parameter(const auxopt_task *task, const char *name) {
  const char *value = auxopt_get(task->parameters, name);
  auxopt_real number = 0;
  if (*value != '"') return (auxopt_real)auxopt_count(value);
  if (!auxopt_number(value, &number)) auxopt_fail("the parameter %s is no finite number", name);
  return number;
}

/* ---- Sessions. ---- */

static char *auxopt_copy(const char *p) {
  const size_t length = (size_t)(auxopt_skip(p, 0) - p);
  char *text = (char *)auxopt_allocate(NULL, length + 1);
  memcpy(text, p, length);
  text[length] = '\0';
  return text;
}

static void auxopt_forget(auxopt_task *task) {
  free(task->session);
  free(task->parameters);
  free(task->states);
  free(task->memory);
  memset(task, 0, sizeof *task);
}

/* Reads an `open` request. NULL, or why it is rejected; *gap is set instead where it is unsupported. */
static const char *auxopt_open(const char *p, const auxopt_variant *variant, auxopt_task *task, const char **gap) {
  const char *parameters = auxopt_get(p, "parameters"), *kind = auxopt_get(auxopt_get(p, "initialization"), "kind");
  const char *x0 = auxopt_get(p, "x0"), *m0 = auxopt_find(p, "m0");
  const size_t d = auxopt_length(x0);
  const int is_given = auxopt_is(kind, "given"), has_m = is_given || auxopt_is(kind, "zero");
  *gap = variant == NULL                                      ? "this variant"
         : !auxopt_is(auxopt_get(p, "oracleMode"), "callback") ? "oracle modes other than callback"
         : !has_m && !auxopt_is(kind, "none")                  ? "this initialization"
                                                               : NULL;
  if (*gap != NULL) return NULL;
  task->variant = variant->name;
  task->dimension = d;
  task->local_step_count = auxopt_count(auxopt_get(parameters, "localStepCount"));
  task->round_count = auxopt_count(auxopt_get(parameters, "roundCount"));
  if (!auxopt_number(auxopt_get(parameters, "stepSize"), &task->step_size)) return "stepSize is no finite number";
  if (!auxopt_number(auxopt_get(parameters, "momentumWeight"), &task->momentum_weight)) return "momentumWeight is no finite number";
  if (d == 0 || auxopt_count(auxopt_get(p, "dimension")) != (long long)d) return "x0 has not the length of the dimension";
  if (has_m == (strcmp(task->variant, "naive") == 0 || strcmp(task->variant, "sgd") == 0)) return "the initialization does not fit";
  /* x0, m0, three pairs of x and m that rounds use in turn, and the work vectors */
  task->x0 = task->memory = (auxopt_real *)auxopt_allocate(NULL, (8 + AUXOPT_WORK) * d * sizeof(auxopt_real));
  for (size_t i = 0; i < (8 + AUXOPT_WORK) * d; i++) task->memory[i] = 0;
  for (size_t i = 0; i < AUXOPT_WORK; i++) task->work[i] = task->memory + (8 + i) * d;
  task->m0 = has_m ? task->memory + d : NULL;
  if (!auxopt_vector(x0, d, task->x0)) return "x0 has a coordinate that is no finite number";
  if (is_given && (m0 == NULL || !auxopt_vector(m0, d, task->m0))) return "m0 is no vector of d finite numbers";
  task->session = auxopt_copy(auxopt_get(p, "session"));
  return variant->check == NULL ? NULL : variant->check(task);
}

/* Reads an `openMethod` request. NULL, or why it is rejected; *gap is set instead where it is unsupported. */
static const char *auxopt_open_method(const char *p, const auxopt_method *method, auxopt_task *task, const char **gap) {
  const char *states = auxopt_get(p, "states");
  size_t d = (size_t)auxopt_count(auxopt_get(p, "dimension")), kept = 0;
  *gap = method == NULL ? "this method"
         : auxopt_find(p, "restore") != NULL || auxopt_find(p, "problem") != NULL || auxopt_find(p, "told") != NULL ? "this kind of run"
                                                                                                                  : NULL;
  if (*gap != NULL) return NULL;
  while (method->states[kept] != NULL) kept++;
  task->dimension = d;
  task->round_count = auxopt_count(auxopt_get(p, "rounds"));
  task->memory = (auxopt_real *)auxopt_allocate(NULL, (kept + AUXOPT_WORK) * d * sizeof(auxopt_real));
  task->states = (auxopt_real **)auxopt_allocate(NULL, kept * sizeof(auxopt_real *));
  for (size_t i = 0; i < (kept + AUXOPT_WORK) * d; i++) task->memory[i] = 0;
  for (size_t i = 0; i < AUXOPT_WORK; i++) task->work[i] = task->memory + (kept + i) * d;
  for (size_t i = 0; i < kept; i++) {
    const char *given = auxopt_find(states, method->states[i]);
    task->states[i] = task->memory + i * d;
    if (given != NULL && !auxopt_vector(given, d, task->states[i])) return "a state is no vector of d finite numbers";
  }
  task->session = auxopt_copy(auxopt_get(p, "session"));
  task->parameters = auxopt_copy(auxopt_get(p, "parameters"));
  return method->check == NULL ? NULL : method->check(task);
}

static int auxopt_is_open(const auxopt_task *task, const char *p) {
  const char *session = auxopt_get(p, "session");
  return task->session != NULL && strncmp(task->session, session, strlen(task->session)) == 0;
}

/* Makes the rounds of a `run` request of a method, and reports its states by their names. */
static const char *auxopt_run_method(const char *p, auxopt_task *task, const auxopt_method *method) {
  const long long last = task->round + auxopt_count(auxopt_get(p, "rounds"));
  if (!auxopt_is_open(task, p)) return "no such session is open";
  while (task->round < last) {
    method->round(task, ++task->round, task->states);
    fprintf(stdout, "{\"type\":\"state\",\"session\":%s,\"round\":%lld,\"states\":{", task->session, task->round);
    for (size_t i = 0; method->states[i] != NULL; i++)
      auxopt_write_vector(i == 0 ? "" : ",", method->states[i], task->states[i], task->dimension);
    fputs("}}\n", stdout);
  }
  return NULL;
}

/* Makes the rounds of a `run` or `step` request. NULL, or what went wrong. */
static const char *auxopt_run(const char *p, auxopt_task *task, const auxopt_variant *variant) {
  const int is_step = auxopt_is(auxopt_get(p, "type"), "step");
  const char *from = is_step ? auxopt_get(p, "state") : NULL;
  long long last = auxopt_count(is_step ? auxopt_get(from, "round") : auxopt_get(p, "rounds"));
  const size_t d = task->dimension;
  auxopt_state state = {is_step ? last : 1, task->x0, task->x0, task->m0};
  if (!auxopt_is_open(task, p)) return "no such session is open";
  if (is_step) {
    auxopt_real *x = task->memory + 4 * d, *m = x + d, *x_previous = m + d;
    if (!auxopt_vector(auxopt_get(from, "x"), d, x) || !auxopt_vector(auxopt_get(from, "xPrevious"), d, x_previous))
      return "the state cannot be read";
    if (task->m0 != NULL && !auxopt_vector(auxopt_get(from, "m"), d, m)) return "m of the state cannot be read";
    state.x = x;
    state.x_previous = x_previous;
    state.m = task->m0 == NULL ? NULL : m;
  } else {
    task->round = 0;
    auxopt_report(task, task->x0, task->m0);
  }
  for (size_t turn = 0; state.round <= last; state.round++, turn = (turn + 1) % 3) {
    auxopt_real *x = task->memory + (2 + 2 * turn) * d, *m = x + d;
    task->round = state.round;
    task->step = 0;
    variant->round(task, &state, x, m);
    auxopt_report(task, x, task->m0 == NULL || AUXOPT_HAS_OWN_STATE ? NULL : m);
    state.x_previous = state.x;
    state.x = x;
    state.m = task->m0 == NULL ? NULL : m;
  }
  return NULL;
}

typedef struct {
  const char *name;
  const auxopt_variant *variants;
  const auxopt_method *methods;
  int variant_count, method_count;
} auxopt_program;

static void auxopt_hello(const char *id, const auxopt_program *program) {
  int checks = program->method_count > 0;
  fprintf(stdout, "{\"type\":\"hello\",\"id\":%.*s,\"protocol\":{\"major\":1,\"minor\":9},", (int)(auxopt_skip_string(id) - id), id);
  fprintf(stdout, "\"implementation\":{\"name\":\"%s\",\"version\":\"0\",\"language\":\"c\"},\"capabilities\":{", program->name);
  fprintf(stdout, "\"arithmetic\":\"%s\",", sizeof(auxopt_real) == sizeof(float) ? "binary32" : "binary64");
  fputs("\"oracleModes\":[\"callback\"],\"snapshotDraws\":\"joint\",", stdout);
  fputs("\"initializations\":[\"given\",\"zero\",\"none\"],\"variants\":[", stdout);
  for (int i = 0; i < program->variant_count; i++) fprintf(stdout, "%s\"%s\"", i == 0 ? "" : ",", program->variants[i].name);
  fputs("],\"methods\":[", stdout);
  for (int i = 0; i < program->method_count; i++) {
    fprintf(stdout, "%s\"%s\"", i == 0 ? "" : ",", program->methods[i].name);
    checks = checks && program->methods[i].check != NULL;
  }
  fprintf(stdout, "],\"checksParameters\":%s", checks ? "true" : "false");
  fprintf(stdout, ",\"singleRounds\":%s", AUXOPT_HAS_OWN_STATE ? "false" : "true");
  if (AUXOPT_ONLY[0] != '\0') fprintf(stdout, ",\"only\":%s", AUXOPT_ONLY);
  fputs("}}\n", stdout);
  auxopt_flush();
}

static inline int auxopt_serve_program(const auxopt_program *program) {
  static auxopt_line line;
  static auxopt_task task;
  const auxopt_variant *variant = NULL;
  const auxopt_method *method = NULL;
  for (const char *p = auxopt_read_line(&line); p != NULL; p = auxopt_read_line(&line)) {
    const char *type = auxopt_get(p, "type"), *id = auxopt_get(p, "id"), *gap = NULL, *why = NULL, *failure = NULL;
    const int is_bye = auxopt_is(type, "bye"), is_method = auxopt_is(type, "openMethod");
    if (auxopt_is(type, "hello")) {
      auxopt_hello(id, program);
      continue;
    }
    if (is_method || auxopt_is(type, "open")) {
      auxopt_forget(&task);
      variant = NULL;
      method = NULL;
      for (int i = 0; !is_method && i < program->variant_count; i++)
        if (auxopt_is(auxopt_get(p, "variant"), program->variants[i].name)) variant = &program->variants[i];
      for (int i = 0; is_method && i < program->method_count; i++)
        if (auxopt_is(auxopt_get(p, "method"), program->methods[i].name)) method = &program->methods[i];
      why = is_method ? auxopt_open_method(p, method, &task, &gap) : auxopt_open(p, variant, &task, &gap);
    } else if (method != NULL && auxopt_is(type, "run")) failure = auxopt_run_method(p, &task, method);
    else if ((AUXOPT_HAS_OWN_STATE || method != NULL) && auxopt_is(type, "step")) gap = "single rounds";
    else if (auxopt_is(type, "run") || auxopt_is(type, "step")) failure = auxopt_run(p, &task, variant);
    else if (!is_bye && !auxopt_is(type, "close")) gap = "requests of this type";
    if (gap != NULL) auxopt_respond("unsupported", id, "capability", gap);
    else if (why != NULL) auxopt_respond("rejected", id, "message", why);
    else if (failure != NULL) auxopt_respond("error", id, "message", failure);
    else auxopt_respond("ok", id, NULL, NULL);
    if (is_bye || why != NULL || auxopt_is(type, "close")) auxopt_forget(&task);
    if (is_bye) break;
  }
  return 0;
}

/* Serves these variants until the kit says goodbye, under a name without quotes. Returns the exit code. */
static inline int auxopt_serve(const char *name, const auxopt_variant *variants, int count) {
  const auxopt_program program = {name, variants, NULL, count, 0};
  return auxopt_serve_program(&program);
}

/* The same for methods: auxopt verify --method FILE -- ./program. */
static inline int auxopt_serve_methods(const char *name, const auxopt_method *methods, int count) {
  const auxopt_program program = {name, NULL, methods, 0, count};
  return auxopt_serve_program(&program);
}

#ifdef __cplusplus
#include <functional>

/*
 * A method in C++: make(task) gives what makes round t, so that an optimizer is made anew for each run:
 *   return auxopt_serve_method("nesterov", states, [](auxopt_task *task) { return [=](long long t, auxopt_real *const *states) { ... }; });
 */
typedef std::function<void(long long, auxopt_real *const *)> auxopt_make_round;
static inline int auxopt_serve_method(const char *name, const char *const *states, std::function<auxopt_make_round(auxopt_task *)> make) {
  static std::function<auxopt_make_round(auxopt_task *)> maker;
  static auxopt_make_round round;
  const auxopt_method method = {name, states, NULL, [](auxopt_task *task, long long t, auxopt_real *const *vectors) {
                                  if (t == 1) round = maker(task);
                                  round(t, vectors);
                                }};
  maker = make;
  return auxopt_serve_methods(name, &method, 1);
}
#endif

#endif
