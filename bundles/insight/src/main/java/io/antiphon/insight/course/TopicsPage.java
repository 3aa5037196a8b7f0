package io.antiphon.insight.course;

import io.antiphon.spi.Page;

/** The console's page of what people talk about. */
final class TopicsPage implements Page {

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public String title() {
        return "Topics";
    }

    @Override
    public int order() {
        return 25;
    }
}
