package io.antiphon.connector.webhookout;

import io.antiphon.spi.Action;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Posts each action; a receiver that is offered one again knows it by its {@code webhook-id}. */
final class WebhookSink implements Sink {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Post post;

    WebhookSink(Post post) {
        this.post = post;
    }

    @Override
    public Outcome perform(Action action) throws IOException, InterruptedException {
        byte[] body = ActionJson.of(action);
        if (body.length > MOST_BYTES) {
            return new Outcome.Refused("The action has " + body.length + " bytes as JSON; at most 1 MB can be posted.");
        }
        HttpResponse<byte[]> answer = post.send(id(action), body);
        return Answers.outcome(answer, post.where(), post.clock());
    }

    /** The action's id, which is fit for a header but for what names a policy may have. */
    private static String id(Action action) {
        return action.id().matches("[!-~]+") ? action.id() : URLEncoder.encode(action.id(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
