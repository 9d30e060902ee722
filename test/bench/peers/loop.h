/* The loop of every C peer: answers `result` and `time N`, one line each. */
#ifndef LOOP_H
#define LOOP_H
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* `run` is what is timed; `print_result` writes what it computes, without the end of the line. */
static void serve(void (*run)(void), void (*print_result)(void)) {
  char line[64];
  puts("ready");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strncmp(line, "result", 6) == 0) {
      print_result();
      putchar('\n');
    } else {
      long count = strtol(line + 5, NULL, 10);
      double begin = now();
      for (long i = 0; i < count; i += 1) run();
      printf("%.9g\n", now() - begin);
    }
    fflush(stdout);
  }
}
#endif
