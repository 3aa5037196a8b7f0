package io.antiphon.connector.demo;

import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A small world in which the n-th event is always the same for a seed and a number of customers: the customers live side
 * by side, one beat each in turn, and each lives one story after the other.
 */
record World(long seed, int customers, int brokenPerThousand) {

    private static final int THOUSAND = 1000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Whether the n-th event arrives in a form nobody can read. */
    boolean isBroken(long n) {
        return random(n, 1).nextInt(THOUSAND) < brokenPerThousand;
    }

    /** The n-th event, from 0, as it would be offered at an instant. */
    Signal event(long n, Instant when) {
        Customer customer = Customer.of(seed, (int) (n % customers));
        long step = n / customers + customer.phase();
        long story = step / Story.BEATS;
        int beatIndex = (int) (step % Story.BEATS);
        Random life = new Random(seed ^ (story * SPREAD + customer.number() * 7919L + 13));
        life.nextInt();
        Story played = Story.any(life);
        Map<String, String> scene = scene(customer, life);
        Beat beat = played.beat(beatIndex);
        Random random = random(n, 2);
        SignalBuilder signal = Signal.of(beat.kind())
                .externalId(id(n))
                .channel(beat.channel())
                .unit(customer.unit())
                .occurredAt(when)
                .direction(beat.direction())
                .identities(customer.identities(beat.channel(), beatIndex == 0 || random.nextInt(3) == 0))
                .conversation("demo-" + seed + "-" + customer.number() + "-" + story)
                .inReplyTo(beatIndex == 0 || n < customers ? null : id(n - customers))
                .attribute("simulated", true)
                .attribute(
                        "profile",
                        Map.of(
                                "name",
                                customer.name(),
                                "locale",
                                customer.texts().language()));
        if (!beat.about().isEmpty()) {
            signal.language(customer.texts().language())
                    .text(fill(customer.texts().say(beat.about(), random), scene));
        }
        if (beat.worst() >= 0) {
            signal.rating((double) (beat.worst() + random.nextInt(beat.best() - beat.worst() + 1)));
        }
        addFacts(signal, beat, played, scene);
        return signal.build();
    }

    private static void addFacts(SignalBuilder signal, Beat beat, Story story, Map<String, String> scene) {
        signal.attribute("order", scene.get("order"));
        switch (beat.kind()) {
            case "order", "refund" ->
                signal.attribute("product", scene.get("product"))
                        .attribute("total", Double.valueOf(scene.get("total")))
                        .attribute("currency", "EUR");
            case "shipment" ->
                signal.attribute("status", story.isLate() ? "delayed" : "delivered")
                        .attribute("daysLate", story.isLate() ? Long.valueOf(scene.get("days")) : 0L);
            case "visit" -> signal.attribute("store", "Nordlicht " + scene.get("city"));
            default -> {}
        }
    }

    private static Map<String, String> scene(Customer customer, Random life) {
        Map<String, String> scene = new LinkedHashMap<>();
        scene.put("order", "NL-" + (100_000 + life.nextInt(900_000)));
        scene.put("days", String.valueOf(5 + life.nextInt(9)));
        scene.put("total", (15 + life.nextInt(200)) + ".90");
        scene.put("product", customer.texts().say("product", life));
        scene.put("city", new String[] {"Berlin", "Paris", "Madrid", "London", "Riga", "Shanghai"}[life.nextInt(6)]);
        scene.put("name", customer.name());
        return scene;
    }

    private static String fill(String line, Map<String, String> scene) {
        String filled = line;
        for (Map.Entry<String, String> word : scene.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    /** What arrives instead of a broken event. */
    String garbage(long n) {
        return "{\"event\":\"" + id(n) + "\",\"customer\":" + n % customers + ",\"text\":\"\\u00";
    }

    String id(long n) {
        return "demo-" + seed + "-" + customers + "-" + n;
    }

    private Random random(long n, int purpose) {
        Random random = new Random((seed + n) * SPREAD + purpose);
        random.nextInt();
        return random;
    }
}
