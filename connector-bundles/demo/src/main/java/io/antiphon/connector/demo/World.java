package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small world in which the n-th event is always the same for a seed and a number of customers: the customers live side
 * by side, one beat each in turn, and each lives one story after the other.
 */
record World(long seed, int customers, int brokenPerThousand) {

    private static final int THOUSAND = 1000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final Pattern CONVERSATION = Pattern.compile("demo-(-?\\d{1,18})-(\\d{1,9})-(\\d{1,15})");
    private static final int CONTENT = 4;

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
        Random life = life(customer, story);
        Story played = Story.any(life);
        Map<String, String> scene = scene(customer, life);
        Beat beat = played.beat(beatIndex);
        Random random = random(n, 2);
        SignalBuilder signal = Signal.of(beat.kind())
                .externalId(id(n))
                .channel(beat.channel())
                .occurredAt(when)
                .direction(beat.direction())
                .identities(customer.identities(beat.channel(), beatIndex == 0 || random.nextInt(3) == 0))
                .conversation(conversations() + customer.number() + "-" + story)
                .inReplyTo(beatIndex == 0 || n < customers ? null : id(n - customers));
        addGiver(signal, customer);
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

    /** How the names of its conversations begin. */
    String conversations() {
        return "demo-" + seed + "-";
    }

    /** What a customer says to an answer: mostly thanks, sometimes that it does not help; empty if it is about none of them. */
    Optional<Signal> reaction(Action answer, Instant when) {
        Matcher conversation = CONVERSATION.matcher(String.valueOf(answer.conversation()));
        if (!conversation.matches()) {
            return Optional.empty();
        }
        Customer customer = Customer.of(seed, Integer.parseInt(conversation.group(2)));
        Random life = life(customer, Long.parseLong(conversation.group(3)));
        Story.any(life);
        Map<String, String> scene = scene(customer, life);
        Random random = random(answer.id().hashCode(), 3);
        boolean content = random.nextInt(CONTENT) > 0;
        String channel = String.valueOf(answer.attributes().getOrDefault("channel", "email"));
        SignalBuilder signal = Signal.of(content ? "message" : "complaint")
                .externalId("demo-reaction-" + answer.id())
                .channel(channel)
                .occurredAt(when)
                .identities(customer.identities(channel, true))
                .conversation(answer.conversation())
                .language(customer.texts().language())
                .text(fill(customer.texts().say(content ? "thanks" : "still", random), scene))
                .attribute("order", scene.get("order"))
                .attribute("reaction", content ? "thanks" : "complaint");
        addGiver(signal, customer);
        return Optional.of(signal.build());
    }

    private Random life(Customer customer, long story) {
        Random life = new Random(seed ^ (story * SPREAD + customer.number() * 7919L + 13));
        life.nextInt();
        return life;
    }

    private static void addGiver(SignalBuilder signal, Customer customer) {
        Map<String, Object> traits =
                Map.of("name", customer.name(), "locale", customer.texts().language(), Simulated.MARK, true);
        signal.unit(customer.unit()).attribute(Simulated.MARK, true).attribute("profile", traits);
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
