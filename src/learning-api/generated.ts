// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/LearningApi/SearchEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SearchEnrollments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSectionEnrollments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlanEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetTrainingPlanEnrollments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCustomEnrollmentFields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCustomEnrollmentFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetDefaultCustomEnrollmentFieldSetting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetDefaultCustomEnrollmentFieldSetting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCustomEnrollmentFieldValues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCustomEnrollmentFieldValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/SetCustomEnrollmentFieldValues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SetCustomEnrollmentFieldValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/DropEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DropEnrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/DeleteEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DeleteEnrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/CreateEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CreateEnrollment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignmentStatuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAssignmentStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCertificateUrl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCertificateUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GetSections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSectionDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionObjectives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSectionObjectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetStudentSessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GetStudentSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetTrainingPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlanDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetTrainingPlanDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAssignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAssignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignmentInstructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAssignmentInstructions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetOrganizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @deprecated */
        get: operations["GetOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GetCatalogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCatalogDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogCreditHours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCatalogCreditHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCategories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogSyllabi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCatalogSyllabi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCategorySyllabi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCategorySyllabi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTestAttempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @deprecated */
        get: operations["GetTestAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCmiData": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @deprecated */
        post: operations["GetCmiData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SearchEnrollmentsResponse: {
            enrollments?: components["schemas"]["EnrollmentSearchItem"][];
            page?: number | null;
            page_size?: number | null;
            total_count?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        EnrollmentSearchItem: {
            /** Format: uuid */
            enrollment_id: string;
            /** Format: date-time */
            enrollment_date: string;
            /** Format: date-time */
            start_date?: string | null;
            /** Format: uuid */
            syllabus_id: string;
            result: number;
            phase: number;
            /** Format: uuid */
            user_id: string;
        };
        ApiError: {
            error_code: number;
            warning_messages?: string[];
            error_message?: string | null;
        };
        SearchEnrollmentsRequest: {
            user_ids?: string[];
            syllabus_unique_names?: string[];
            org_ids?: string[];
            enrollment_ids?: string[];
            /** Format: date-time */
            utc_activity_before?: string;
            /** Format: date-time */
            utc_activity_after?: string;
            /** Format: date-time */
            utc_enrolled_before?: string;
            /** Format: date-time */
            utc_enrolled_after?: string;
            /** Format: date-time */
            utc_completed_before?: string;
            /** Format: date-time */
            utc_completed_after?: string;
            syllabus_ids?: string[];
        };
        SectionEnrollment: {
            section?: components["schemas"]["Section"];
            enrollment_day?: number | null;
            enrollment_month?: number | null;
            enrollment_year?: number | null;
            /** Format: uuid */
            subscription_id?: string | null;
            title?: string | null;
            number?: string | null;
            assignment_count?: number | null;
            completed_assignment_count?: number | null;
            percent_assignments_complete?: number | null;
            weighted_score?: number | null;
            max_weighted_score?: number | null;
            /** Format: uuid */
            enrollment_id: string;
            /** Format: date-time */
            enrollment_date: string;
            /** Format: date-time */
            start_date?: string | null;
            /** Format: date-time */
            expiration_date?: string | null;
            /** Format: date-time */
            completion_date?: string | null;
            /** Format: uuid */
            syllabus_id: string;
            unique_name?: string | null;
            /** Format: date-time */
            first_activity_date?: string | null;
            /** Format: date-time */
            last_activity_date?: string | null;
            result: number;
            phase: number;
            /** Format: uuid */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Section: {
            section_number?: string | null;
            section_ceus?: string | null;
            section_duration?: string | null;
            /** Format: uuid */
            syllabus_id: string;
            title?: string | null;
            unique_name?: string | null;
            /** Format: date-time */
            utc_date_created?: string | null;
            /** Format: date-time */
            utc_date_last_modified?: string | null;
            hidden?: boolean | null;
            disable_certificates_for_student?: boolean | null;
            allow_drops?: boolean | null;
            auto_enroll_new_members?: boolean | null;
            end_after_period_from_enrollment_start?: boolean | null;
            enrollment_duration?: number | null;
            /** Format: date-time */
            enrollment_start?: string | null;
            /** Format: date-time */
            enrollment_end?: string | null;
            /** Format: date-time */
            final_drop_date?: string | null;
            /** Format: date-time */
            training_start?: string | null;
            /** Format: date-time */
            training_end?: string | null;
            disable_manual_enrollment?: boolean | null;
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
            /** Format: uuid */
            id?: string | null;
        };
        TrainingPlanEnrollment: {
            /** Format: uuid */
            subscription_id?: string | null;
            name?: string | null;
            percent_requirements_fulfilled?: number | null;
            ed2go_registration_key?: string | null;
            average_score?: number | null;
            grade_point_average?: number | null;
            /** Format: uuid */
            enrollment_id: string;
            /** Format: date-time */
            enrollment_date: string;
            /** Format: date-time */
            start_date?: string | null;
            /** Format: date-time */
            expiration_date?: string | null;
            /** Format: date-time */
            completion_date?: string | null;
            /** Format: uuid */
            syllabus_id: string;
            unique_name?: string | null;
            /** Format: date-time */
            first_activity_date?: string | null;
            /** Format: date-time */
            last_activity_date?: string | null;
            result: number;
            phase: number;
            /** Format: uuid */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CustomEnrollmentField: {
            /** Format: uuid */
            field_id: string;
            name?: string | null;
            key: string;
            description?: string | null;
            type?: number | null;
            /** Format: uuid */
            org_id: string;
            org_short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        DefaultCustomEnrollmentFieldSetting: {
            /** Format: uuid */
            field_id: string;
            name?: string | null;
            key: string;
            default_value?: string | null;
            /** Format: uuid */
            setting_org_id?: string | null;
            setting_org_short_name?: string | null;
            /** Format: uuid */
            field_org_id?: string | null;
            field_org_short_name?: string | null;
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CustomEnrollmentFieldValue: {
            name?: string | null;
            key: string;
            value?: string | null;
            /** Format: uuid */
            org_id?: string;
            org_short_name?: string | null;
            /** Format: uuid */
            inherited_from_org_id?: string | null;
            inherited_from_org_short_name?: string | null;
            /** Format: uuid */
            field_id: string;
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SetCustomEnrollmentFieldValuesResponse: {
            error?: boolean | null;
            message?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SetCustomEnrollmentFieldValuesRequest: {
            /** Format: uuid */
            enrollment_id: string;
            custom_enrollment_field_values: {
                [key: string]: string;
            };
        };
        DropOrDeleteEnrollmentResponse: {
            /** Format: uuid */
            enrollment_id: string;
            is_dropped_or_deleted?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CreateEnrollmentResponse: {
            /** Format: uuid */
            enrollment_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CreateEnrollmentRequest: {
            /** Format: uuid */
            org_id: string;
            /** Format: uuid */
            user_id: string;
            /** Format: uuid */
            syllabus_id?: string;
            syllabus_unique_name?: string;
            membership_group_ids: string[];
        };
        AssignmentStatus: {
            /** Format: uuid */
            assignment_status_id: string;
            phase?: number;
            result?: number;
            resubmit_required_reason?: string | null;
            academic_override?: boolean | null;
            academic_override_reason?: string | null;
            /** Format: date-time */
            utc_creation_date?: string | null;
            /** Format: date-time */
            utc_first_activity_date?: string | null;
            /** Format: date-time */
            utc_last_activity_date?: string | null;
            /** Format: date-time */
            utc_completion_date?: string | null;
            /** Format: uuid */
            academic_override_admin_id?: string | null;
            /** Format: uuid */
            grade_given_by_id?: string | null;
            /** Format: uuid */
            assignment_id: string;
            /** Format: uuid */
            enrollment_id: string;
            /** Format: uuid */
            user_id?: string;
            enrollment_score?: number | null;
            enrollment_max_score?: number | null;
            assignment_score?: number | null;
            assignment_max_score?: number | null;
            assignment_mastery_score?: number | null;
            assignment_weight?: number | null;
            assignment_weighted_score?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CertificateUrl: {
            certificate_url?: string | null;
            certificate_ready?: boolean | null;
            certificate_not_assigned?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetSectionsResponse: {
            sections?: components["schemas"]["Section"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetSectionsRequest: {
            sections: string[];
        };
        SectionDescription: {
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SectionObjectives: {
            objectives?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetStudentSessionsResponse: {
            sessions?: components["schemas"]["StudentSession"][];
            page?: number | null;
            page_size?: number | null;
            total_count?: number | null;
            api_error_entity?: Record<string, never>;
        };
        StudentSession: {
            [key: string]: unknown;
        };
        Paging: {
            page?: number;
            per_page?: number;
        };
        GetStudentSessionsRequest: {
            /** Format: uuid */
            user_id: string;
            /** Format: uuid */
            org_id: string;
            /** Format: uuid */
            section_id?: string;
            /** Format: date-time */
            from_date: string;
            /** Format: date-time */
            to_date?: string;
            paging?: components["schemas"]["Paging"];
        };
        TrainingPlan: {
            /** Format: uuid */
            org_id?: string;
            name?: string | null;
            /** Format: uuid */
            root_requirement_id?: string | null;
            /** Format: uuid */
            syllabus_id: string;
            title?: string | null;
            unique_name?: string | null;
            /** Format: date-time */
            utc_date_created?: string | null;
            /** Format: date-time */
            utc_date_last_modified?: string | null;
            hidden?: boolean | null;
            disable_certificates_for_student?: boolean | null;
            allow_drops?: boolean | null;
            auto_enroll_new_members?: boolean | null;
            end_after_period_from_enrollment_start?: boolean | null;
            enrollment_duration?: number | null;
            /** Format: date-time */
            enrollment_start?: string | null;
            /** Format: date-time */
            enrollment_end?: string | null;
            /** Format: date-time */
            final_drop_date?: string | null;
            /** Format: date-time */
            training_start?: string | null;
            /** Format: date-time */
            training_end?: string | null;
            disable_manual_enrollment?: boolean | null;
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        TrainingPlanDescription: {
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Assignment: {
            /** Format: uuid */
            assignment_id: string;
            title?: string | null;
            pacing_duration_hours?: number | null;
            weight?: number | null;
            due_date_deduction?: number | null;
            due_date_strategy?: number | null;
            /** Format: date-time */
            utc_due_date?: string | null;
            /** Format: date-time */
            utc_start_date?: string | null;
            lock_out_hours?: number | null;
            /** Format: date-time */
            utc_date_modified?: string | null;
            /** Format: date-time */
            utc_date_added?: string | null;
            grading_strategy?: number | null;
            max_score?: number | null;
            mastery_score?: number | null;
            display_order?: number | null;
            assignment_type?: string | null;
            attempt_limit?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        AssignmentInstructions: {
            assignment_instructions?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Organization: {
            /** Format: uuid */
            org_id: string;
            name?: string | null;
            short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetCatalogsResponse: {
            catalogs?: components["schemas"]["Catalog"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Catalog: {
            /** Format: uuid */
            org_id?: string;
            org_name?: string | null;
            org_short_name?: string | null;
            /** Format: uuid */
            catalog_id: string;
            is_enabled?: boolean | null;
            name?: string | null;
            /** Format: date-time */
            date_created?: string | null;
            /** Format: uuid */
            owner_id?: string | null;
            owner_name?: string | null;
            /** Format: uuid */
            modified_by_id?: string | null;
            /** Format: date-time */
            last_modified?: string | null;
            pricing_model?: number | null;
            access_time_limit?: string | null;
            publishing_model?: number | null;
        };
        GetCatalogsRequest: {
            /** Format: uuid */
            group_id: string;
            /** @enum {integer} */
            publishing_model?: 0 | 1 | 2;
            /** @enum {integer} */
            catalog_access_option?: 0 | 1 | 2;
        };
        CatalogDescription: {
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CatalogCreditHours: {
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Category: {
            /** Format: uuid */
            category_id: string;
            name?: string | null;
            /** Format: uuid */
            catalog_id: string;
            /** Format: uuid */
            org_id?: string;
            /** Format: uuid */
            parent_category_id?: string | null;
            /** Format: date-time */
            date_created?: string | null;
        };
        CatalogSyllabus: {
            /** Format: uuid */
            syllabus_id: string;
            syllabus_name?: string | null;
            syllabus_type?: number | null;
            /** Format: uuid */
            product_id?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        TestAttempt: {
            /** Format: uuid */
            attempt_id: string;
            attempt_index?: number | null;
            /** Format: date-time */
            start_date?: string | null;
            /** Format: date-time */
            last_time_left_update?: string | null;
            /** Format: date-time */
            finish_date?: string | null;
            allow_relaunch?: boolean | null;
            time_left?: string | null;
            num_questions?: number | null;
            is_complete?: boolean | null;
            score?: number | null;
            comments?: string | null;
            proctor_response_item?: components["schemas"]["ProctorResponse"];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        ProctorResponse: {
            /** Format: uuid */
            proctor_id?: string | null;
            /** Format: uuid */
            proctor_user_id?: string | null;
            proctor_code?: string | null;
            proctor_first_name?: string | null;
            proctor_last_name?: string | null;
            /** Format: uuid */
            organization_access_code_id?: string | null;
            access_code?: string | null;
            /** Format: date-time */
            date_proctored?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        Sco: {
            title?: string | null;
            sco_id: string;
            /** Format: date-time */
            start_date_utc?: string | null;
            /** Format: date-time */
            exit_date_utc?: string | null;
            cmi_fields?: components["schemas"]["CmiField"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CmiField: {
            cmi_element_name?: string | null;
            cmi_element_value?: string | null;
            error_message?: string | null;
        };
        GetCmiDataRequest: {
            /** Format: uuid */
            enrollment_id: string;
            /** Format: uuid */
            assignment_id: string;
            cmi_element_names: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    SearchEnrollments: {
        parameters: {
            query: {
                page?: number;
                /** @deprecated */
                paer_page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchEnrollmentsRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchEnrollmentsResponse"];
                };
            };
        };
    };
    GetSectionEnrollments: {
        parameters: {
            query: {
                org_id?: string;
                subscriber_id?: string;
                user_id?: string;
                syllabus_id?: string;
                enrollment_id?: string;
                syllabus_unique_name?: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionEnrollment"][];
                };
            };
        };
    };
    GetTrainingPlanEnrollments: {
        parameters: {
            query: {
                org_id?: string;
                subscriber_id?: string;
                user_id?: string;
                syllabus_id?: string;
                enrollment_id?: string;
                syllabus_unique_name?: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanEnrollment"][];
                };
            };
        };
    };
    GetCustomEnrollmentFields: {
        parameters: {
            query: {
                org_id: string;
                field_id?: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentField"][];
                };
            };
        };
    };
    GetDefaultCustomEnrollmentFieldSetting: {
        parameters: {
            query: {
                org_id: string;
                field_id: string;
                syllabus_id?: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultCustomEnrollmentFieldSetting"] | null;
                };
            };
        };
    };
    GetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                enrollment_id?: string;
                subscriber_id?: string;
                syllabus_id?: string;
                key?: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentFieldValue"][];
                };
            };
        };
    };
    SetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCustomEnrollmentFieldValuesRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetCustomEnrollmentFieldValuesResponse"];
                };
            };
        };
    };
    DropEnrollment: {
        parameters: {
            query: {
                enrollment_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
        };
    };
    DeleteEnrollment: {
        parameters: {
            query: {
                enrollment_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
        };
    };
    CreateEnrollment: {
        parameters: {
            query: {
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEnrollmentRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateEnrollmentResponse"];
                };
            };
        };
    };
    GetAssignmentStatuses: {
        parameters: {
            query: {
                enrollment_id?: string;
                subscription_id?: string;
                section_id?: string;
                assignment_id?: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentStatus"][];
                };
            };
        };
    };
    GetCertificateUrl: {
        parameters: {
            query: {
                enrollment_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateUrl"];
                };
            };
        };
    };
    GetSection: {
        parameters: {
            query: {
                syllabus_id?: string;
                product_id?: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
        };
    };
    GetSections: {
        parameters: {
            query: {
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetSectionsRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSectionsResponse"];
                };
            };
        };
    };
    GetSectionDescription: {
        parameters: {
            query: {
                section_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionDescription"];
                };
            };
        };
    };
    GetSectionObjectives: {
        parameters: {
            query: {
                section_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionObjectives"];
                };
            };
        };
    };
    GetStudentSessions: {
        parameters: {
            query: {
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetStudentSessionsRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStudentSessionsResponse"];
                };
            };
        };
    };
    GetTrainingPlan: {
        parameters: {
            query: {
                training_plan_id?: string;
                product_id?: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlan"];
                };
            };
        };
    };
    GetTrainingPlanDescription: {
        parameters: {
            query: {
                training_plan_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanDescription"];
                };
            };
        };
    };
    GetAssignments: {
        parameters: {
            query: {
                section_id: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"][];
                };
            };
        };
    };
    GetAssignment: {
        parameters: {
            query: {
                assignment_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
        };
    };
    GetAssignmentInstructions: {
        parameters: {
            query: {
                assignment_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentInstructions"];
                };
            };
        };
    };
    GetOrganizations: {
        parameters: {
            query: {
                org_id?: string;
                org_short_name?: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"][];
                };
            };
        };
    };
    GetCatalogs: {
        parameters: {
            query: {
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetCatalogsRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCatalogsResponse"];
                };
            };
        };
    };
    GetCatalog: {
        parameters: {
            query: {
                catalog_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
        };
    };
    GetCatalogDescription: {
        parameters: {
            query: {
                catalog_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogDescription"];
                };
            };
        };
    };
    GetCatalogCreditHours: {
        parameters: {
            query: {
                catalog_id: string;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogCreditHours"];
                };
            };
        };
    };
    GetCategories: {
        parameters: {
            query: {
                catalog_id: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"][];
                };
            };
        };
    };
    GetCatalogSyllabi: {
        parameters: {
            query: {
                catalog_id: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
        };
    };
    GetCategorySyllabi: {
        parameters: {
            query: {
                category_id: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
        };
    };
    GetTestAttempts: {
        parameters: {
            query: {
                enrollment_id: string;
                assignment_id: string;
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAttempt"][];
                };
            };
        };
    };
    GetCmiData: {
        parameters: {
            query: {
                page?: number;
                per_page?: number;
                access_token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetCmiDataRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sco"][];
                };
            };
        };
    };
}

/** How each operation goes over the wire: parameters by their name in code, then by their name in the REST API. */
export const wireOperations = {
  "SearchEnrollments": {
    "method": "POST",
    "path": "/api/v1/LearningApi/SearchEnrollments",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "SearchEnrollmentsRequest",
    "answer": "SearchEnrollmentsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionEnrollments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionEnrollments",
    "query": {
      "orgId": "org_id",
      "subscriberId": "subscriber_id",
      "userId": "user_id",
      "syllabusId": "syllabus_id",
      "enrollmentId": "enrollment_id",
      "syllabusUniqueName": "syllabus_unique_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "SectionEnrollment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlanEnrollments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlanEnrollments",
    "query": {
      "orgId": "org_id",
      "subscriberId": "subscriber_id",
      "userId": "user_id",
      "syllabusId": "syllabus_id",
      "enrollmentId": "enrollment_id",
      "syllabusUniqueName": "syllabus_unique_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "TrainingPlanEnrollment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCustomEnrollmentFields": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCustomEnrollmentFields",
    "query": {
      "orgId": "org_id",
      "fieldId": "field_id"
    },
    "body": null,
    "answer": "CustomEnrollmentField",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetDefaultCustomEnrollmentFieldSetting": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetDefaultCustomEnrollmentFieldSetting",
    "query": {
      "orgId": "org_id",
      "fieldId": "field_id",
      "syllabusId": "syllabus_id"
    },
    "body": null,
    "answer": "DefaultCustomEnrollmentFieldSetting",
    "isArray": false,
    "isNullable": true,
    "isDeprecated": false
  },
  "GetCustomEnrollmentFieldValues": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCustomEnrollmentFieldValues",
    "query": {
      "enrollmentId": "enrollment_id",
      "subscriberId": "subscriber_id",
      "syllabusId": "syllabus_id",
      "key": "key"
    },
    "body": null,
    "answer": "CustomEnrollmentFieldValue",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "SetCustomEnrollmentFieldValues": {
    "method": "POST",
    "path": "/api/v1/LearningApi/SetCustomEnrollmentFieldValues",
    "query": {},
    "body": "SetCustomEnrollmentFieldValuesRequest",
    "answer": "SetCustomEnrollmentFieldValuesResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "DropEnrollment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/DropEnrollment",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "DropOrDeleteEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "DeleteEnrollment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/DeleteEnrollment",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "DropOrDeleteEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "CreateEnrollment": {
    "method": "POST",
    "path": "/api/v1/LearningApi/CreateEnrollment",
    "query": {},
    "body": "CreateEnrollmentRequest",
    "answer": "CreateEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignmentStatuses": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignmentStatuses",
    "query": {
      "enrollmentId": "enrollment_id",
      "subscriptionId": "subscription_id",
      "sectionId": "section_id",
      "assignmentId": "assignment_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "AssignmentStatus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCertificateUrl": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCertificateUrl",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "CertificateUrl",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSection": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSection",
    "query": {
      "syllabusId": "syllabus_id",
      "productId": "product_id"
    },
    "body": null,
    "answer": "Section",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSections": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetSections",
    "query": {},
    "body": "GetSectionsRequest",
    "answer": "GetSectionsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionDescription",
    "query": {
      "sectionId": "section_id"
    },
    "body": null,
    "answer": "SectionDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionObjectives": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionObjectives",
    "query": {
      "sectionId": "section_id"
    },
    "body": null,
    "answer": "SectionObjectives",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetStudentSessions": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetStudentSessions",
    "query": {},
    "body": "GetStudentSessionsRequest",
    "answer": "GetStudentSessionsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlan": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlan",
    "query": {
      "trainingPlanId": "training_plan_id",
      "productId": "product_id"
    },
    "body": null,
    "answer": "TrainingPlan",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlanDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlanDescription",
    "query": {
      "trainingPlanId": "training_plan_id"
    },
    "body": null,
    "answer": "TrainingPlanDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignments",
    "query": {
      "sectionId": "section_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Assignment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignment",
    "query": {
      "assignmentId": "assignment_id"
    },
    "body": null,
    "answer": "Assignment",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignmentInstructions": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignmentInstructions",
    "query": {
      "assignmentId": "assignment_id"
    },
    "body": null,
    "answer": "AssignmentInstructions",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetOrganizations": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetOrganizations",
    "query": {
      "orgId": "org_id",
      "orgShortName": "org_short_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Organization",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  },
  "GetCatalogs": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetCatalogs",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "GetCatalogsRequest",
    "answer": "GetCatalogsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalog": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalog",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "Catalog",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogDescription",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "CatalogDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogCreditHours": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogCreditHours",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "CatalogCreditHours",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCategories": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCategories",
    "query": {
      "catalogId": "catalog_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Category",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogSyllabi": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogSyllabi",
    "query": {
      "catalogId": "catalog_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "CatalogSyllabus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCategorySyllabi": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCategorySyllabi",
    "query": {
      "categoryId": "category_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "CatalogSyllabus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTestAttempts": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTestAttempts",
    "query": {
      "enrollmentId": "enrollment_id",
      "assignmentId": "assignment_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "TestAttempt",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  },
  "GetCmiData": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetCmiData",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "GetCmiDataRequest",
    "answer": "Sco",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  }
} as const;

/** The fields of each object: name in the REST API, then name in code, kind, and whether a row is worth nothing without it. */
export const wireShapes = {
  "SearchEnrollmentsResponse": {
    "enrollments": [
      "enrollments",
      "EnrollmentSearchItem[]",
      false
    ],
    "page": [
      "page",
      "value",
      false
    ],
    "page_size": [
      "pageSize",
      "value",
      false
    ],
    "total_count": [
      "totalCount",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "EnrollmentSearchItem": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "result": [
      "result",
      "value",
      true
    ],
    "phase": [
      "phase",
      "value",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ]
  },
  "ApiError": {
    "error_code": [
      "errorCode",
      "value",
      true
    ],
    "warning_messages": [
      "warningMessages",
      "value",
      false
    ],
    "error_message": [
      "errorMessage",
      "value",
      false
    ]
  },
  "SearchEnrollmentsRequest": {
    "user_ids": [
      "userIds",
      "ids",
      false
    ],
    "syllabus_unique_names": [
      "syllabusUniqueNames",
      "value",
      false
    ],
    "org_ids": [
      "orgIds",
      "ids",
      false
    ],
    "enrollment_ids": [
      "enrollmentIds",
      "ids",
      false
    ],
    "utc_activity_before": [
      "utcActivityBefore",
      "date",
      false
    ],
    "utc_activity_after": [
      "utcActivityAfter",
      "date",
      false
    ],
    "utc_enrolled_before": [
      "utcEnrolledBefore",
      "date",
      false
    ],
    "utc_enrolled_after": [
      "utcEnrolledAfter",
      "date",
      false
    ],
    "utc_completed_before": [
      "utcCompletedBefore",
      "date",
      false
    ],
    "utc_completed_after": [
      "utcCompletedAfter",
      "date",
      false
    ],
    "syllabus_ids": [
      "syllabusIds",
      "ids",
      false
    ]
  },
  "SectionEnrollment": {
    "section": [
      "section",
      "Section",
      false
    ],
    "enrollment_day": [
      "enrollmentDay",
      "value",
      false
    ],
    "enrollment_month": [
      "enrollmentMonth",
      "value",
      false
    ],
    "enrollment_year": [
      "enrollmentYear",
      "value",
      false
    ],
    "subscription_id": [
      "subscriptionId",
      "id",
      false
    ],
    "title": [
      "title",
      "value",
      false
    ],
    "number": [
      "number",
      "value",
      false
    ],
    "assignment_count": [
      "assignmentCount",
      "value",
      false
    ],
    "completed_assignment_count": [
      "completedAssignmentCount",
      "value",
      false
    ],
    "percent_assignments_complete": [
      "percentAssignmentsComplete",
      "value",
      false
    ],
    "weighted_score": [
      "weightedScore",
      "value",
      false
    ],
    "max_weighted_score": [
      "maxWeightedScore",
      "value",
      false
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "expiration_date": [
      "expirationDate",
      "date",
      false
    ],
    "completion_date": [
      "completionDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "unique_name": [
      "uniqueName",
      "value",
      false
    ],
    "first_activity_date": [
      "firstActivityDate",
      "date",
      false
    ],
    "last_activity_date": [
      "lastActivityDate",
      "date",
      false
    ],
    "result": [
      "result",
      "value",
      true
    ],
    "phase": [
      "phase",
      "value",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Section": {
    "section_number": [
      "sectionNumber",
      "value",
      false
    ],
    "section_ceus": [
      "sectionCeus",
      "value",
      false
    ],
    "section_duration": [
      "sectionDuration",
      "value",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "title": [
      "title",
      "value",
      false
    ],
    "unique_name": [
      "uniqueName",
      "value",
      false
    ],
    "utc_date_created": [
      "utcDateCreated",
      "date",
      false
    ],
    "utc_date_last_modified": [
      "utcDateLastModified",
      "date",
      false
    ],
    "hidden": [
      "hidden",
      "value",
      false
    ],
    "disable_certificates_for_student": [
      "disableCertificatesForStudent",
      "value",
      false
    ],
    "allow_drops": [
      "allowDrops",
      "value",
      false
    ],
    "auto_enroll_new_members": [
      "autoEnrollNewMembers",
      "value",
      false
    ],
    "end_after_period_from_enrollment_start": [
      "endAfterPeriodFromEnrollmentStart",
      "value",
      false
    ],
    "enrollment_duration": [
      "enrollmentDuration",
      "value",
      false
    ],
    "enrollment_start": [
      "enrollmentStart",
      "date",
      false
    ],
    "enrollment_end": [
      "enrollmentEnd",
      "date",
      false
    ],
    "final_drop_date": [
      "finalDropDate",
      "date",
      false
    ],
    "training_start": [
      "trainingStart",
      "date",
      false
    ],
    "training_end": [
      "trainingEnd",
      "date",
      false
    ],
    "disable_manual_enrollment": [
      "disableManualEnrollment",
      "value",
      false
    ],
    "credit_hours": [
      "creditHours",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ],
    "id": [
      "id",
      "id",
      false
    ]
  },
  "TrainingPlanEnrollment": {
    "subscription_id": [
      "subscriptionId",
      "id",
      false
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "percent_requirements_fulfilled": [
      "percentRequirementsFulfilled",
      "value",
      false
    ],
    "ed2go_registration_key": [
      "ed2goRegistrationKey",
      "value",
      false
    ],
    "average_score": [
      "averageScore",
      "value",
      false
    ],
    "grade_point_average": [
      "gradePointAverage",
      "value",
      false
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "expiration_date": [
      "expirationDate",
      "date",
      false
    ],
    "completion_date": [
      "completionDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "unique_name": [
      "uniqueName",
      "value",
      false
    ],
    "first_activity_date": [
      "firstActivityDate",
      "date",
      false
    ],
    "last_activity_date": [
      "lastActivityDate",
      "date",
      false
    ],
    "result": [
      "result",
      "value",
      true
    ],
    "phase": [
      "phase",
      "value",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CustomEnrollmentField": {
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "key": [
      "key",
      "value",
      true
    ],
    "description": [
      "description",
      "value",
      false
    ],
    "type": [
      "type",
      "value",
      false
    ],
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "org_short_name": [
      "orgShortName",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "DefaultCustomEnrollmentFieldSetting": {
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "key": [
      "key",
      "value",
      true
    ],
    "default_value": [
      "defaultValue",
      "value",
      false
    ],
    "setting_org_id": [
      "settingOrgId",
      "id",
      false
    ],
    "setting_org_short_name": [
      "settingOrgShortName",
      "value",
      false
    ],
    "field_org_id": [
      "fieldOrgId",
      "id",
      false
    ],
    "field_org_short_name": [
      "fieldOrgShortName",
      "value",
      false
    ],
    "type": [
      "type",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CustomEnrollmentFieldValue": {
    "name": [
      "name",
      "value",
      false
    ],
    "key": [
      "key",
      "value",
      true
    ],
    "value": [
      "value",
      "value",
      false
    ],
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "org_short_name": [
      "orgShortName",
      "value",
      false
    ],
    "inherited_from_org_id": [
      "inheritedFromOrgId",
      "id",
      false
    ],
    "inherited_from_org_short_name": [
      "inheritedFromOrgShortName",
      "value",
      false
    ],
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "type": [
      "type",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SetCustomEnrollmentFieldValuesResponse": {
    "error": [
      "error",
      "value",
      false
    ],
    "message": [
      "message",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SetCustomEnrollmentFieldValuesRequest": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "custom_enrollment_field_values": [
      "customEnrollmentFieldValues",
      "value",
      true
    ]
  },
  "DropOrDeleteEnrollmentResponse": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "is_dropped_or_deleted": [
      "isDroppedOrDeleted",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CreateEnrollmentResponse": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CreateEnrollmentRequest": {
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      false
    ],
    "syllabus_unique_name": [
      "syllabusUniqueName",
      "value",
      false
    ],
    "membership_group_ids": [
      "membershipGroupIds",
      "ids",
      true
    ]
  },
  "AssignmentStatus": {
    "assignment_status_id": [
      "assignmentStatusId",
      "id",
      true
    ],
    "phase": [
      "phase",
      "value",
      false
    ],
    "result": [
      "result",
      "value",
      false
    ],
    "resubmit_required_reason": [
      "resubmitRequiredReason",
      "value",
      false
    ],
    "academic_override": [
      "academicOverride",
      "value",
      false
    ],
    "academic_override_reason": [
      "academicOverrideReason",
      "value",
      false
    ],
    "utc_creation_date": [
      "utcCreationDate",
      "date",
      false
    ],
    "utc_first_activity_date": [
      "utcFirstActivityDate",
      "date",
      false
    ],
    "utc_last_activity_date": [
      "utcLastActivityDate",
      "date",
      false
    ],
    "utc_completion_date": [
      "utcCompletionDate",
      "date",
      false
    ],
    "academic_override_admin_id": [
      "academicOverrideAdminId",
      "id",
      false
    ],
    "grade_given_by_id": [
      "gradeGivenById",
      "id",
      false
    ],
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "user_id": [
      "userId",
      "id",
      false
    ],
    "enrollment_score": [
      "enrollmentScore",
      "value",
      false
    ],
    "enrollment_max_score": [
      "enrollmentMaxScore",
      "value",
      false
    ],
    "assignment_score": [
      "assignmentScore",
      "value",
      false
    ],
    "assignment_max_score": [
      "assignmentMaxScore",
      "value",
      false
    ],
    "assignment_mastery_score": [
      "assignmentMasteryScore",
      "value",
      false
    ],
    "assignment_weight": [
      "assignmentWeight",
      "value",
      false
    ],
    "assignment_weighted_score": [
      "assignmentWeightedScore",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CertificateUrl": {
    "certificate_url": [
      "certificateUrl",
      "value",
      false
    ],
    "certificate_ready": [
      "certificateReady",
      "value",
      false
    ],
    "certificate_not_assigned": [
      "certificateNotAssigned",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetSectionsResponse": {
    "sections": [
      "sections",
      "Section[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetSectionsRequest": {
    "sections": [
      "sections",
      "ids",
      true
    ]
  },
  "SectionDescription": {
    "description": [
      "description",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SectionObjectives": {
    "objectives": [
      "objectives",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetStudentSessionsResponse": {
    "sessions": [
      "sessions",
      "value",
      false
    ],
    "page": [
      "page",
      "value",
      false
    ],
    "page_size": [
      "pageSize",
      "value",
      false
    ],
    "total_count": [
      "totalCount",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "value",
      false
    ]
  },
  "Paging": {
    "page": [
      "page",
      "value",
      false
    ],
    "per_page": [
      "perPage",
      "value",
      false
    ]
  },
  "GetStudentSessionsRequest": {
    "user_id": [
      "userId",
      "id",
      true
    ],
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "section_id": [
      "sectionId",
      "id",
      false
    ],
    "from_date": [
      "fromDate",
      "date",
      true
    ],
    "to_date": [
      "toDate",
      "date",
      false
    ],
    "paging": [
      "paging",
      "Paging",
      false
    ]
  },
  "TrainingPlan": {
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "root_requirement_id": [
      "rootRequirementId",
      "id",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "title": [
      "title",
      "value",
      false
    ],
    "unique_name": [
      "uniqueName",
      "value",
      false
    ],
    "utc_date_created": [
      "utcDateCreated",
      "date",
      false
    ],
    "utc_date_last_modified": [
      "utcDateLastModified",
      "date",
      false
    ],
    "hidden": [
      "hidden",
      "value",
      false
    ],
    "disable_certificates_for_student": [
      "disableCertificatesForStudent",
      "value",
      false
    ],
    "allow_drops": [
      "allowDrops",
      "value",
      false
    ],
    "auto_enroll_new_members": [
      "autoEnrollNewMembers",
      "value",
      false
    ],
    "end_after_period_from_enrollment_start": [
      "endAfterPeriodFromEnrollmentStart",
      "value",
      false
    ],
    "enrollment_duration": [
      "enrollmentDuration",
      "value",
      false
    ],
    "enrollment_start": [
      "enrollmentStart",
      "date",
      false
    ],
    "enrollment_end": [
      "enrollmentEnd",
      "date",
      false
    ],
    "final_drop_date": [
      "finalDropDate",
      "date",
      false
    ],
    "training_start": [
      "trainingStart",
      "date",
      false
    ],
    "training_end": [
      "trainingEnd",
      "date",
      false
    ],
    "disable_manual_enrollment": [
      "disableManualEnrollment",
      "value",
      false
    ],
    "credit_hours": [
      "creditHours",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TrainingPlanDescription": {
    "description": [
      "description",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Assignment": {
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "title": [
      "title",
      "value",
      false
    ],
    "pacing_duration_hours": [
      "pacingDurationHours",
      "value",
      false
    ],
    "weight": [
      "weight",
      "value",
      false
    ],
    "due_date_deduction": [
      "dueDateDeduction",
      "value",
      false
    ],
    "due_date_strategy": [
      "dueDateStrategy",
      "value",
      false
    ],
    "utc_due_date": [
      "utcDueDate",
      "date",
      false
    ],
    "utc_start_date": [
      "utcStartDate",
      "date",
      false
    ],
    "lock_out_hours": [
      "lockOutHours",
      "value",
      false
    ],
    "utc_date_modified": [
      "utcDateModified",
      "date",
      false
    ],
    "utc_date_added": [
      "utcDateAdded",
      "date",
      false
    ],
    "grading_strategy": [
      "gradingStrategy",
      "value",
      false
    ],
    "max_score": [
      "maxScore",
      "value",
      false
    ],
    "mastery_score": [
      "masteryScore",
      "value",
      false
    ],
    "display_order": [
      "displayOrder",
      "value",
      false
    ],
    "assignment_type": [
      "assignmentType",
      "value",
      false
    ],
    "attempt_limit": [
      "attemptLimit",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "AssignmentInstructions": {
    "assignment_instructions": [
      "assignmentInstructions",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Organization": {
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "short_name": [
      "shortName",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetCatalogsResponse": {
    "catalogs": [
      "catalogs",
      "Catalog[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Catalog": {
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "org_name": [
      "orgName",
      "value",
      false
    ],
    "org_short_name": [
      "orgShortName",
      "value",
      false
    ],
    "catalog_id": [
      "catalogId",
      "id",
      true
    ],
    "is_enabled": [
      "isEnabled",
      "value",
      false
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "date_created": [
      "dateCreated",
      "date",
      false
    ],
    "owner_id": [
      "ownerId",
      "id",
      false
    ],
    "owner_name": [
      "ownerName",
      "value",
      false
    ],
    "modified_by_id": [
      "modifiedById",
      "id",
      false
    ],
    "last_modified": [
      "lastModified",
      "date",
      false
    ],
    "pricing_model": [
      "pricingModel",
      "value",
      false
    ],
    "access_time_limit": [
      "accessTimeLimit",
      "value",
      false
    ],
    "publishing_model": [
      "publishingModel",
      "value",
      false
    ]
  },
  "GetCatalogsRequest": {
    "group_id": [
      "groupId",
      "id",
      true
    ],
    "publishing_model": [
      "publishingModel",
      "value",
      false
    ],
    "catalog_access_option": [
      "catalogAccessOption",
      "value",
      false
    ]
  },
  "CatalogDescription": {
    "description": [
      "description",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CatalogCreditHours": {
    "credit_hours": [
      "creditHours",
      "value",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Category": {
    "category_id": [
      "categoryId",
      "id",
      true
    ],
    "name": [
      "name",
      "value",
      false
    ],
    "catalog_id": [
      "catalogId",
      "id",
      true
    ],
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "parent_category_id": [
      "parentCategoryId",
      "id",
      false
    ],
    "date_created": [
      "dateCreated",
      "date",
      false
    ]
  },
  "CatalogSyllabus": {
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "syllabus_name": [
      "syllabusName",
      "value",
      false
    ],
    "syllabus_type": [
      "syllabusType",
      "value",
      false
    ],
    "product_id": [
      "productId",
      "id",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TestAttempt": {
    "attempt_id": [
      "attemptId",
      "id",
      true
    ],
    "attempt_index": [
      "attemptIndex",
      "value",
      false
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "last_time_left_update": [
      "lastTimeLeftUpdate",
      "date",
      false
    ],
    "finish_date": [
      "finishDate",
      "date",
      false
    ],
    "allow_relaunch": [
      "allowRelaunch",
      "value",
      false
    ],
    "time_left": [
      "timeLeft",
      "value",
      false
    ],
    "num_questions": [
      "numQuestions",
      "value",
      false
    ],
    "is_complete": [
      "isComplete",
      "value",
      false
    ],
    "score": [
      "score",
      "value",
      false
    ],
    "comments": [
      "comments",
      "value",
      false
    ],
    "proctor_response_item": [
      "proctorResponseItem",
      "ProctorResponse",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "ProctorResponse": {
    "proctor_id": [
      "proctorId",
      "id",
      false
    ],
    "proctor_user_id": [
      "proctorUserId",
      "id",
      false
    ],
    "proctor_code": [
      "proctorCode",
      "value",
      false
    ],
    "proctor_first_name": [
      "proctorFirstName",
      "value",
      false
    ],
    "proctor_last_name": [
      "proctorLastName",
      "value",
      false
    ],
    "organization_access_code_id": [
      "organizationAccessCodeId",
      "id",
      false
    ],
    "access_code": [
      "accessCode",
      "value",
      false
    ],
    "date_proctored": [
      "dateProctored",
      "date",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Sco": {
    "title": [
      "title",
      "value",
      false
    ],
    "sco_id": [
      "scoId",
      "value",
      true
    ],
    "start_date_utc": [
      "startDateUtc",
      "date",
      false
    ],
    "exit_date_utc": [
      "exitDateUtc",
      "date",
      false
    ],
    "cmi_fields": [
      "cmiFields",
      "CmiField[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CmiField": {
    "cmi_element_name": [
      "cmiElementName",
      "value",
      false
    ],
    "cmi_element_value": [
      "cmiElementValue",
      "value",
      false
    ],
    "error_message": [
      "errorMessage",
      "value",
      false
    ]
  },
  "GetCmiDataRequest": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "cmi_element_names": [
      "cmiElementNames",
      "value",
      true
    ]
  }
} as const;
