package io.celesteos.bench.nlp;

import io.celesteos.bench.process.KeepAlive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is sent to one running service, in this order: a warm-up, the floor, the texts, the hard text. */
record NlpBench(KeepAlive http, List<String> texts, Plan plan, Consumer<String> progress) {

    static final String FLOOR = "floor: GET /health";
    static final String STEADY = "50 words, steady";
    static final String MENTIONS = "50 words, mentions alone";
    static final String FLOOR_SATURATED = "floor, back to back";
    static final String SATURATED = "50 words, back to back";
    static final String HARD = "10,000 hard characters";

    private static final int HARD_LENGTH = 10_000;

    /** Of the warm-up's requests, one in so many asks for mentions. */
    private static final int MENTIONS_SHARE = 5;

    /** Codes, dates and numbers that look like each other, and signs on which patterns have to go back. */
    private static final String HARD_PART = "SPN 4364 FMI 2-3/4 1R-0726 12/03/2024 E361-2, 0 445 120 12 CID 1-1-1-1 ";

    /**
     * @param rate requests a second
     * @param length of each steady load
     * @param warmUp requests before the first that counts
     * @param saturating requests of each load back to back
     * @param callers that send back to back
     * @param hard times the hard text is sent
     */
    record Plan(double rate, Duration length, int warmUp, int saturating, int callers, int hard) {}

    List<Load> run() throws InterruptedException {
        Callers one = new Callers(1);
        Callers waiting = new Callers(Math.max(8, plan.callers()));
        Callers saturating = new Callers(plan.callers());
        List<Load> loads = new ArrayList<>();
        progress.accept("Warming up ...");
        saturating.backToBack("warm-up", plan.warmUp(), this::extract);
        saturating.backToBack("warm-up", plan.warmUp() / MENTIONS_SHARE, this::mentions);
        waiting.steadily("warm-up", plan.rate(), plan.length().dividedBy(4), this::extract);
        progress.accept("Measuring at " + Math.round(plan.rate()) + " requests a second ...");
        loads.add(waiting.steadily(FLOOR, plan.rate(), plan.length(), this::health));
        loads.add(waiting.steadily(STEADY, plan.rate(), plan.length(), this::extract));
        loads.add(waiting.steadily(MENTIONS, plan.rate(), plan.length().dividedBy(4), this::mentions));
        progress.accept("Measuring " + plan.callers() + " callers back to back ...");
        loads.add(saturating.backToBack(FLOOR_SATURATED, plan.saturating(), this::health));
        loads.add(saturating.backToBack(SATURATED, plan.saturating(), this::extract));
        byte[] hard = Launch.body(
                HARD_PART.repeat(HARD_LENGTH / HARD_PART.length() + 1).substring(0, HARD_LENGTH));
        loads.add(one.backToBack(HARD, plan.hard(), number -> http.post("/api/v1/extract", hard)));
        return loads;
    }

    private void extract(int number) throws IOException {
        http.post("/api/v1/extract", Launch.body(texts.get(number % texts.size())));
    }

    private void mentions(int number) throws IOException {
        byte[] plain = Launch.body(texts.get(number % texts.size()));
        String json = new String(plain, 0, plain.length - 1, StandardCharsets.UTF_8);
        http.post("/api/v1/extract", (json + ",\"extract\":[\"mentions\"]}").getBytes(StandardCharsets.UTF_8));
    }

    private void health(int number) throws IOException {
        http.get("/health");
    }
}
