package io.antiphon.bench;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/** {@code bench list} or {@code bench NAME [ARGUMENTS]}; the last line is {@code RESULT} and the figures as JSON. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<Measurement> all = ServiceLoader.load(Measurement.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        String name = args.length == 0 ? "list" : args[0];
        if (name.equals("list")) {
            all.forEach(m -> System.out.printf("%-10s %s%n", m.name(), m.summary()));
            return;
        }
        Measurement measurement =
                all.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
        if (measurement == null) {
            System.err.println("antiphon: no such bench: " + name + "; see: antiphon bench list");
            System.exit(1);
            return;
        }
        Figures figures = measurement.run(Arrays.copyOfRange(args, 1, args.length));
        System.out.println(figures.table());
        System.out.println("RESULT " + figures.json(name));
    }
}
