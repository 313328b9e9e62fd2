package io.celesteos.streaming.fake;

import io.celesteos.contracts.web.JsonStrictness;

/** What providers send, in the shapes of their public references; 12 tokens in, 34 out. */
public enum ModelWire {
    CHAT {
        @Override
        public String opening() {
            return chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null", "");
        }

        @Override
        public String delta(String text) {
            return chunk("{\"content\":" + json(text) + "}", "null", ",\"usage\":null");
        }

        @Override
        public String ending(String reason) {
            return chunk("{}", "\"" + reason + "\"", ",\"usage\":null")
                    + "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1763750000,"
                    + "\"model\":\"gpt-test\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34,"
                    + "\"total_tokens\":46}}\n\ndata: [DONE]\n\n";
        }

        @Override
        public String error(String code) {
            return "data: {\"error\":{\"message\":\"secret-account-name\",\"type\":\"" + code
                    + "\",\"param\":null,\"code\":\"" + code + "\"}}\n\n";
        }

        @Override
        public String refusal(String text) {
            return chunk("{\"refusal\":" + json(text) + "}", "null", "") + ending("stop");
        }

        private String chunk(String delta, String finish, String more) {
            return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1763750000,"
                    + "\"model\":\"gpt-test\",\"choices\":[{\"index\":0,\"delta\":" + delta
                    + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]" + more + "}\n\n";
        }
    },
    RESPONSES {
        @Override
        public String opening() {
            return event(
                            "response.created",
                            "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1763750000,"
                                    + "\"status\":\"in_progress\",\"model\":\"gpt-test\",\"output\":[],\"usage\":null}")
                    + event(
                            "response.output_item.added",
                            "\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\","
                                    + "\"status\":\"in_progress\",\"role\":\"assistant\",\"content\":[]}");
        }

        @Override
        public String delta(String text) {
            return event("response.output_text.delta", part() + ",\"delta\":" + json(text) + ",\"logprobs\":[]");
        }

        @Override
        public String ending(String reason) {
            return switch (reason) {
                case "length" -> end("incomplete", ",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}");
                case "content_filter" -> end("incomplete", ",\"incomplete_details\":{\"reason\":\"content_filter\"}");
                default -> end("completed", ",\"incomplete_details\":null");
            };
        }

        @Override
        public String error(String code) {
            return event("error", "\"code\":\"" + code + "\",\"message\":\"secret-account-name\",\"param\":null");
        }

        @Override
        public String refusal(String text) {
            return event("response.refusal.delta", part() + ",\"delta\":" + json(text)) + ending("stop");
        }

        private String part() {
            return "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0";
        }

        private String end(String status, String more) {
            return event(
                    "response." + status,
                    "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1763750000,\"status\":\""
                            + status + "\",\"model\":\"gpt-test\",\"output\":[]" + more
                            + ",\"usage\":{\"input_tokens\":12,\"input_tokens_details\":{\"cached_tokens\":0},"
                            + "\"output_tokens\":34,\"output_tokens_details\":{\"reasoning_tokens\":0},"
                            + "\"total_tokens\":46}}");
        }

        private String event(String type, String fields) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":1," + fields + "}\n\n";
        }
    },
    ANTHROPIC {
        @Override
        public String opening() {
            return event(
                            "message_start",
                            "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                                    + "\"model\":\"claude-test\",\"stop_reason\":null,\"stop_sequence\":null,"
                                    + "\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":0,"
                                    + "\"cache_read_input_tokens\":2,\"output_tokens\":1}}")
                    + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                    + ping();
        }

        @Override
        public String delta(String text) {
            return event(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + json(text) + "}");
        }

        @Override
        public String ending(String reason) {
            String said = switch (reason) {
                case "length" -> "max_tokens";
                case "content_filter", "refusal" -> "refusal";
                default -> "end_turn";
            };
            return event("content_block_stop", "\"index\":0")
                    + event(
                            "message_delta",
                            "\"delta\":{\"stop_reason\":\"" + said
                                    + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":34}")
                    + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        }

        @Override
        public String error(String code) {
            return event("error", "\"error\":{\"type\":\"" + code + "\",\"message\":\"secret-account-name\"}");
        }

        @Override
        public String refusal(String text) {
            return delta(text) + ending("refusal");
        }

        private String event(String type, String fields) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
        }
    };

    /** What comes before the first text. */
    public abstract String opening();

    public abstract String delta(String text);

    /** Why it ends ({@code stop}, {@code length}, {@code content_filter}), the usage and the end marker. */
    public abstract String ending(String reason);

    public abstract String error(String code);

    /** A refusal with that text, to its end. */
    public abstract String refusal(String text);

    /** What keeps a silent stream open. */
    public String ping() {
        return this == ANTHROPIC ? "event: ping\ndata: {\"type\": \"ping\"}\n\n" : ": waiting\n\n";
    }

    /** A whole exchange. */
    public String answer(String... texts) {
        StringBuilder all = new StringBuilder(opening());
        for (String text : texts) {
            all.append(delta(text));
        }
        return all.append(ending("stop")).toString();
    }

    static String json(String text) {
        return JsonStrictness.mapper().writeValueAsString(text);
    }
}
