package io.antiphon.bench.road;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;

/** Listening queries as a company would have them: problems near things, brands with feelings, phrases; always the same. */
final class Queries {

    private static final List<String> THINGS = List.of(
            "parcel",
            "box",
            "driver",
            "invoice",
            "app",
            "password",
            "battery",
            "phone",
            "hotel",
            "breakfast",
            "lift",
            "room",
            "glasses",
            "kettle",
            "refund",
            "flight",
            "booking",
            "subscription",
            "chat",
            "order",
            "address",
            "Rechnung",
            "Paket",
            "pedido",
            "colis",
            "посылка",
            "доставка",
            "退款",
            "快递",
            "الطرد");
    private static final List<String> PROBLEMS = List.of(
            "late",
            "broken",
            "open",
            "wrong",
            "slow",
            "forgets",
            "empty",
            "twice",
            "poor",
            "cancel",
            "nobody",
            "ugly",
            "zerbrochen",
            "roto",
            "retard",
            "разбит",
            "опоздание",
            "碎",
            "متأخر");
    private static final List<String> BRANDS = List.of("Aurora", "Borealis", "Nimbus", "Zephyr", "Halcyon", "Meridian");

    private Queries() {}

    /** Saves so many, and returns when they listen. */
    static void listen(Distribution antiphon, int count) throws IOException {
        Random random = new Random(7);
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < count; i++) {
            set.append("q").append(i).append("\n    ").append(query(random, i)).append('\n');
        }
        HttpResponse<String> answer = antiphon.send(antiphon.request("/api/queries/sets/bench")
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(BodyPublishers.ofString(set.toString())));
        if (answer.statusCode() != 200) {
            throw new IOException("the queries: " + answer.statusCode() + " " + answer.body());
        }
    }

    private static String query(Random random, int number) {
        String thing = any(THINGS, random);
        String problem = any(PROBLEMS, random);
        String model = "m" + number;
        return switch (number % 5) {
            case 0 -> "(" + problem + " OR " + any(PROBLEMS, random) + ") NEAR/6 " + thing + " -" + model;
            case 1 -> any(BRANDS, random) + " AND (" + problem + " OR " + model + "*) channel:chat";
            case 2 -> "\"" + thing + " " + model + "\" OR \"" + model + " " + problem + "\"";
            case 3 -> model + " (" + thing + " OR " + any(THINGS, random) + ")";
            default -> thing + " AND " + any(THINGS, random) + " AND " + problem + " NOT " + any(BRANDS, random);
        };
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
