package io.antiphon.care.settings;

import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with settings. */
final class Faults {

    private static final int MOST = 100;

    private final List<Problem> problems = new ArrayList<>();

    void add(String where, String what, String remedy) {
        if (problems.size() < MOST) {
            problems.add(Problem.error(where, what, remedy));
        }
    }

    List<Problem> problems() {
        return problems;
    }
}
