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
        /**
         * Search for enrollments by filtering on specific properties
         * @description At least one user id or org id is required. The two can be mixed. In addition to userid and orgid search results can be filtered by other fields including the date enrolled and date completed. Please look at the model spec for the filter.
         *
         *     Results will be ordered by the enrollment date from earliest to latest.
         *
         *     Permissions: Requires the View Section Enrollments and View Training Plan Enrollments Permission in the target user's owner organization or in the organization the enrollment belongs to. If a list of organizations is specified in the filter then you must have these permissions in all of the specified organizations.
         */
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
        /**
         * Returns a list of section enrollments based on the supplied search criteria
         * @description Returns a list of section enrollments based on the supplied search criteria. Must supply method with at least one of:
         *     - subscriber_id
         *     - syllabus_id
         *     - enrollment_id
         *     - syllabus_unique_name
         *
         *     If syllabus_id or enrollment_id is supplied, then org_id must also be supplied. Results are ordered by enrollment date from most recent to least recent.
         *
         *     Permissions: Requires the View Section Enrollments permission in the specified org or an ancestor, or the specified subscription org or an ancestor, or the enrollment subscription org or an ancestor.
         *
         *     user_id excludes subscriber_id. org_id with user_id alone gives all section enrollments of a user; the vendor's own client asks so (certain).
         */
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
        /**
         * Returns a list of training plan enrollments
         * @description Returns a list of training plan enrollments based on the supplied search criteria. Must supply method with at least one of:
         *     - subscriber_id
         *     - user_id
         *     - syllabus_id
         *     - enrollment_id
         *     - syllabus_unique_name
         *
         *     If syllabus_id or enrollment_id is supplied, then org_id must also be supplied. Results are ordered by enrollment date from most recent to least recent. Requires the View Training Plan Enrollments permission in the specified org or an ancestor, or the specified subscription org or an ancestor, or the enrollment subscription org or an ancestor.
         *
         *     Permissions: Requires the View Training Plan Enrollments permission in the specified org or an ancestor, or the specified subscription org or an ancestor, or the enrollment subscription org or an ancestor.
         *
         *     user_id excludes subscriber_id.
         */
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
        /**
         * Gets all the custom enrollment fields available to an organization, or a field matching an id in a given org
         * @description Gets all the custom enrollment fields available to an organization, or a field matching an id in a given org. Will throw a CustomFieldNotFound exception if no custom profile field exists with the given field id.
         */
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
        /**
         * Gets the default custom enrollment field
         * @description Gets the default custom enrollment field setting for the given organization and field, and optionally filters by syllabus. Will throw a CustomFieldNotFound exception if no custom profile field exists with the given field id. Returns null if no default setting is found.
         *
         *     The answer is JSON `null` when there is no default (certain).
         */
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
        /**
         * Gets all custom enrollment field values based on the given criteria
         * @description Gets all custom enrollment field values based on the given criteria, with DateTime fields being in UTC. Valid argument combinations are:
         *     - enrollment_id
         *     - subscriber_id and syllabus_id
         *     - enrollment_id and key
         *     - subscriber_id, syllabus_id, and key.
         *
         *     Permissions: Requires the View Section Enrollments permission in the enrollment organization.
         */
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
        /**
         * Sets the custom enrollment field values for a subscription
         * @description Sets the custom enrollment field values for a subscription based on the enrollment id and key/value pairs in the request.
         *
         *     Permissions: Requires the Update Section Enrollments permission in the enrollment subscription organization.
         *
         *     An unknown key is answered with 200, `error: true` and a `message` (certain).
         */
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
        /**
         * Drop an enrollment
         * @description Allows a user to drop an enrollment. Will create a drop record on the user's transcript. Requires either the Drop Section Enrollments or Drop Training Plan Enrollments permission in the enrollment organization or an ancestor.
         *
         *     A GET that changes state (certain).
         */
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
        /**
         * Allows a user to delete an enrollment
         * @description Deleted Enrollments Will no longer be visible on the user's transcript, but will create a deleted record visible to admins.
         *
         *     Permissions: Requires either the Delete Section Enrollments or Drop Training Plan Enrollments permission in the enrollment organization or an ancestor. Customer service can delete section enrollments and system operators can delete training plan enrollments.
         *
         *     A GET that changes state (certain).
         */
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
        /**
         * Creates a enrollment with the information specified by request
         * @description Creates a enrollment with the information specified by request.
         *
         *     Permissions: Requires the Update Section Enrollments or Update Training Plan Enrollments permission based on the specified syllabus in the specified org or any ancestors. Also requires the Add Subscriptions and Add Memberships permissions if there is no pre-existing subscription or memberships. A membership is required in the syllabus organization or in an organization to which the catalog is shared.
         */
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
        /**
         * Gets assignment statuses for a section enrollment
         * @description Use either enrollment_id OR both subscription_id and section_id. Can optionally filter by a specific assignment.
         *
         *     Results are ordered by assignment status creation date from most recent to least recent.
         *
         *     Permissions: Requires the View Enrollments permission in the enrollment/subscription org or an ancestor.
         */
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
        /**
         * Gets the url for a completed certificate for a given enrollment
         * @description Gets the url for a completed certificate for a given enrollment. If the enrollment has been deleted, it will attempt to get the certificate based on the transcript record for that enrollment.
         */
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
        /**
         * Gets relevant section information for a given syllabus
         * @description Either a productid or a syllabus ID must be given but not both.
         */
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
        /**
         * Gets a list of sections
         * @description Gets a list of sections that matches the list of section IDs provided.
         *
         *     The number of returned sections may not match the number requested. If the list contains duplicates only one entry will be returned.
         *
         *     Unknown ids and duplicates are dropped silently, and no order is promised (certain).
         */
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
        /** Returns the description for a given section */
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
        /** Returns the objectives for a given section */
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
        /**
         * Student sessions in assignments
         * @description Returns the student sessions in section assignments.
         *
         *     An Assignment Session accounts for the time a student spends in an assignment. If a student is in an assignment and is inactive for more than 10 minutes then a new session will be recording on their next activity.
         *
         *     Permissions: The API user must have the "Can View Enrollments" permission on the given org.
         *
         *     The shape of one session is published nowhere.
         */
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
        /** Gets relevant training plan information for a given training plan id */
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
        /** Returns the description for a given training plan */
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
        /**
         * Gets a list of assignments for the corresponding section
         * @description Gets a list of assignments for the corresponding section. Assignments are sorted first by display order from lowest to highest, then by the date they were added from most least recent to most recent.
         */
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
        /** Gets the details of an assignment based on its Id */
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
        /**
         * Returns instructions for a given assignment
         * @description Returns instructions for a given assignment. The text for the instructions will be the raw VTL template.
         */
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
        /**
         * Returns a list of sub organizations (as well as the parent organization) corresponding to the given id or short name
         * @deprecated
         * @description OBSOLETE: use AdminApi/GetOrganizations instead. Returns a list of sub organizations (as well as the parent organization) corresponding to the given id or short name. Each item in the list will contain the org id, org name, and org short name. Results are in alphabetical order by org name.
         */
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
        /**
         * Returns information about catalogs matching the specified search criteria
         * @description Returns information about catalogs matching the specified search criteria. Results are ordered alphabetically by catalog name.
         */
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
        /** Returns details for the given catalog */
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
        /** Returns the description for a given catalog */
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
        /** Returns the credit hours for a given catalog */
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
        /**
         * Returns a list of categories for a given catalog
         * @description Returns a list of categories for a given catalog. Results are ordered by the category creation date from most recent to least recent.
         */
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
        /**
         * Gets a list of syllabus ids, names, and types for syllabi that belong to the catalog
         * @description Gets a list of syllabus ids, names, and types for syllabi that belong to the catalog. Results are ordered alphabetically by syllabus title.
         */
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
        /**
         * Gets syllabi in a category
         * @description Gets a list of syllabus ids, names, and types for syllabi that belong to the given category. Results are ordered alphabetically by syllabus title.
         */
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
        /**
         * Gets a list of test attempts for the given section enrollment and assignment
         * @deprecated
         * @description OBSOLETE: use AssessmentApi/GetTestAttempts instead. Gets a list of test attempts for the given section enrollment and assignment. Results are ordered by attempt index from highest (most recent attempt) to lowest (least recent attempt). Requires at least one of the following: User has View Section Enrollments permission in enrollment organization or an ancestor OR User has Update Section Enrollments permission in enrollment organization or an ancestor OR User is an instructor for the section that the assignment is in.
         */
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
        /**
         * Gets data for the specified SCORM CMI fields based on the element names
         * @deprecated
         * @description OBSOLETE: use ScormApi/GetCmiData instead. Gets data for the specified SCORM CMI fields based on the element names. Results are ordered alphabetically by SCO ID. Requires the View Section Enrollments permission in the enrollment organization or an ancestor.
         */
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
        /** @description How a call or one item of a list went. Absent means success; a non-zero error_code means failure, also inside a 200 (certain). */
        ApiError: {
            /** @description NoError=0; (certain) The numbers of all other codes are not known. */
            error_code: number;
            /** @description Warnings; they may accompany a success. */
            warning_messages?: string[];
            /** @description What went wrong. */
            error_message?: string | null;
        };
        /** @description An assignment of a section. */
        Assignment: {
            /** Format: uuid */
            assignment_id: string;
            /** @description Title. */
            title?: string | null;
            pacing_duration_hours?: number | null;
            weight?: number | null;
            due_date_deduction?: number | null;
            /** @description TakeNoAction, ApplyPenalty or FailAfterDueDate; which number is which is not known. */
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
            /** @description Internal, ManuallyGraded or NoGrade; which number is which is not known. */
            grading_strategy?: number | null;
            max_score?: number | null;
            mastery_score?: number | null;
            display_order?: number | null;
            assignment_type?: string | null;
            attempt_limit?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        AssignmentInstructions: {
            /** @description Instructions: the raw VTL template. */
            assignment_instructions?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        AssignmentStatus: {
            /** Format: uuid */
            assignment_status_id: string;
            /** @description NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase?: number;
            /** @description NotGraded=0; (likely) Passing and Failing are 1 and 2 in an order that is not known. */
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
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: uuid
             * @description Id of the user.
             */
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
        /** @description A catalog. */
        Catalog: {
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id?: string;
            /** @description Name of the organization. */
            org_name?: string | null;
            /** @description Short name of the organization. */
            org_short_name?: string | null;
            /** Format: uuid */
            catalog_id: string;
            is_enabled?: boolean | null;
            /** @description Name. */
            name?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            date_created?: string | null;
            /** Format: uuid */
            owner_id?: string | null;
            owner_name?: string | null;
            /** Format: uuid */
            modified_by_id?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            last_modified?: string | null;
            /** @description None=0; ChargePerHour=1; ChargePerItem=2; (likely) */
            pricing_model?: number | null;
            /** @description Looks like a .NET TimeSpan, `d.hh:mm:ss` (a guess: keep it a string). */
            access_time_limit?: string | null;
            /** @description AvailableToMembers=0; ForSaleInMarketPlace=1; Hidden=2; (certain) */
            publishing_model?: number | null;
        };
        CatalogCreditHours: {
            /** @description Credit hours; may have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CatalogDescription: {
            /** @description Description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CatalogSyllabus: {
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            syllabus_name?: string | null;
            /** @description Section=0; TrainingPlan=1; (certain) */
            syllabus_type?: number | null;
            /**
             * Format: uuid
             * @description Id of the product that stands for the syllabus in the catalog.
             */
            product_id?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A category of a catalog. */
        Category: {
            /** Format: uuid */
            category_id: string;
            /** @description Name. */
            name?: string | null;
            /** Format: uuid */
            catalog_id: string;
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id?: string;
            /**
             * Format: uuid
             * @description Id of the category above. The all-zero id or none at the top (likely).
             */
            parent_category_id?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            date_created?: string | null;
        };
        CertificateUrl: {
            /** @description Where the certificate file can be fetched. */
            certificate_url?: string | null;
            /** @description Whether the certificate is ready. */
            certificate_ready?: boolean | null;
            /** @description Whether the syllabus has no certificate. */
            certificate_not_assigned?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CmiField: {
            cmi_element_name?: string | null;
            cmi_element_value?: string | null;
            /** @description What went wrong. */
            error_message?: string | null;
        };
        CreateEnrollmentRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment's organization
             */
            org_id: string;
            /**
             * Format: uuid
             * @description The user id to create the enrollment for
             */
            user_id: string;
            /**
             * Format: uuid
             * @description The syllabus id to create the enrollment in
             */
            syllabus_id?: string;
            /** @description The syllabus unique name to create the enrollment in */
            syllabus_unique_name?: string;
            /** @description Membership group ids to give the user a membership in */
            membership_group_ids: string[];
        };
        CreateEnrollmentResponse: {
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CustomEnrollmentField: {
            /** Format: uuid */
            field_id: string;
            /** @description Name. */
            name?: string | null;
            key: string;
            /** @description Description. */
            description?: string | null;
            /** @description The kind of the custom field: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly or SelectCheckbox; which number is which is not known. */
            type?: number | null;
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id: string;
            /** @description Short name of the organization. */
            org_short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        CustomEnrollmentFieldValue: {
            /** @description Name. */
            name?: string | null;
            key: string;
            value?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id?: string;
            /** @description Short name of the organization. */
            org_short_name?: string | null;
            /** Format: uuid */
            inherited_from_org_id?: string | null;
            inherited_from_org_short_name?: string | null;
            /** Format: uuid */
            field_id: string;
            /** @description The kind of the custom field: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly or SelectCheckbox; which number is which is not known. */
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        DefaultCustomEnrollmentFieldSetting: {
            /** Format: uuid */
            field_id: string;
            /** @description Name. */
            name?: string | null;
            key: string;
            default_value?: string | null;
            /** Format: uuid */
            setting_org_id?: string | null;
            setting_org_short_name?: string | null;
            /** Format: uuid */
            field_org_id?: string | null;
            field_org_short_name?: string | null;
            /** @description The kind of the custom field: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly or SelectCheckbox; which number is which is not known. */
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        DropOrDeleteEnrollmentResponse: {
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /** @description Whether the enrollment is dropped or deleted now. */
            is_dropped_or_deleted?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description An enrollment as SearchEnrollments finds it: what it has in common, whether of a section or of a training plan. */
        EnrollmentSearchItem: {
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the enrollment was made.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When it starts or was begun. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description NotGraded=0; (likely) Passing and Failing are 1 and 2 in an order that is not known. */
            result: number;
            /** @description NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user.
             */
            user_id: string;
        };
        /** @description The body of every answer that is no 200, also of operations whose 200 is an array (certain for the documented twins of these operations, likely for the rest). */
        ErrorResponse: {
            api_error_entity: components["schemas"]["ApiError"];
        };
        GetCatalogsRequest: {
            /**
             * Format: uuid
             * @description Id of group or organization
             */
            group_id: string;
            /**
             * @description The publishing model for the catalogs. Will grab all by default if not specified. AvailableToMembers=0; ForSaleInMarketPlace=1; Hidden=2;0 = AvailableToMembers, 1 = ForSaleInMarketPlace, 2 = Hidden
             * @enum {integer}
             */
            publishing_model?: 0 | 1 | 2;
            /**
             * @description The accessing option for listing the catalogs. Default to shared catalogs if not specified. Shared=0; Owned=1; Both=2;0 = Shared, 1 = Owned, 2 = Both
             * @enum {integer}
             */
            catalog_access_option?: 0 | 1 | 2;
        };
        GetCatalogsResponse: {
            catalogs?: components["schemas"]["Catalog"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetCmiDataRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment to get SCORM data for
             */
            enrollment_id: string;
            /**
             * Format: uuid
             * @description Id of the assignment to get SCORM data for
             */
            assignment_id: string;
            /** @description List of CMI element names to get data for */
            cmi_element_names: string[];
        };
        GetSectionsRequest: {
            /** @description List of section IDs of sections to return */
            sections: string[];
        };
        GetSectionsResponse: {
            sections?: components["schemas"]["Section"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        GetStudentSessionsRequest: {
            /**
             * Format: uuid
             * @description User ID of the student sessions being searched for being searched
             */
            user_id: string;
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id: string;
            /**
             * Format: uuid
             * @description If provided then the results will be limited to this one section id
             */
            section_id?: string;
            /**
             * Format: date-time
             * @description Only sessions from this instant on.
             */
            from_date: string;
            /**
             * Format: date-time
             * @description Only sessions up to this instant.
             */
            to_date?: string;
            paging?: components["schemas"]["Paging"];
        };
        GetStudentSessionsResponse: {
            /** @description The sessions; their shape is not published. */
            sessions?: components["schemas"]["StudentSession"][];
            /** @description The page. */
            page?: number | null;
            /** @description Items on a page. */
            page_size?: number | null;
            /** @description Items in the whole list. */
            total_count?: number | null;
            api_error_entity?: Record<string, never>;
        };
        Organization: {
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id: string;
            /** @description Name. */
            name?: string | null;
            /** @description Short name. */
            short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Which page to return. */
        Paging: {
            /**
             * Format: int32
             * @description Which page of results to return; pages start at 1.
             */
            page?: number;
            /**
             * Format: int32
             * @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere).
             */
            per_page?: number;
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
            /** @description Title. */
            title?: string | null;
            sco_id: string;
            /** Format: date-time */
            start_date_utc?: string | null;
            /** Format: date-time */
            exit_date_utc?: string | null;
            cmi_fields?: components["schemas"]["CmiField"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SearchEnrollmentsRequest: {
            /** @description Limit the results to only enrollments for ANY of these users This field is ignored if no IDs are provided */
            user_ids?: string[];
            /** @description Limit the results to only enrollments in syllabus' with ANY of these unique names. This field is ignored if no IDs are provided */
            syllabus_unique_names?: string[];
            /** @description Limit the results to only enrollments in ANY of these organizations (by ID). This field is ignored if no IDs are provided */
            org_ids?: string[];
            /** @description Limit the results to only enrollments with any of these enrollment Ids. This field is ignored if no IDs are provided */
            enrollment_ids?: string[];
            /**
             * Format: date-time
             * @description Only return enrollments with a last activity date before this date
             */
            utc_activity_before?: string;
            /**
             * Format: date-time
             * @description Only return enrollments with a last activity date after this date
             */
            utc_activity_after?: string;
            /**
             * Format: date-time
             * @description Only return enrollments created before this date
             */
            utc_enrolled_before?: string;
            /**
             * Format: date-time
             * @description Only return enrollments created AFTER this date
             */
            utc_enrolled_after?: string;
            /**
             * Format: date-time
             * @description Only return enrollments completed before this date
             */
            utc_completed_before?: string;
            /**
             * Format: date-time
             * @description Only return enrollments completed AFTER this date
             */
            utc_completed_after?: string;
            /** @description Only return enrollments in any of these sylabus IDs. This field is ignored if no IDs are provided */
            syllabus_ids?: string[];
        };
        SearchEnrollmentsResponse: {
            enrollments?: components["schemas"]["EnrollmentSearchItem"][];
            /** @description The page. */
            page?: number | null;
            /** @description Items on a page. */
            page_size?: number | null;
            /** @description Items in the whole list. */
            total_count?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A section. */
        Section: {
            /** @description The section number. */
            section_number?: string | null;
            /** @description Continuing education units, as text. */
            section_ceus?: string | null;
            /** @description Duration, as text. */
            section_duration?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description Title. */
            title?: string | null;
            /** @description Name that no other syllabus has. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            utc_date_created?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            utc_date_last_modified?: string | null;
            /** @description Whether it is hidden. */
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
            /** @description Credit hours; may have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
            /**
             * Format: uuid
             * @description The same as syllabus_id; only GetSections sends it.
             */
            id?: string | null;
        };
        SectionDescription: {
            /** @description Description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SectionEnrollment: {
            section?: components["schemas"]["Section"];
            enrollment_day?: number | null;
            enrollment_month?: number | null;
            enrollment_year?: number | null;
            /**
             * Format: uuid
             * @description Id of the subscription; `subscriber_id` in queries (likely).
             */
            subscription_id?: string | null;
            /** @description Title. */
            title?: string | null;
            number?: string | null;
            assignment_count?: number | null;
            completed_assignment_count?: number | null;
            percent_assignments_complete?: number | null;
            weighted_score?: number | null;
            max_weighted_score?: number | null;
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the enrollment was made.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When it starts or was begun. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment expires.
             */
            expiration_date?: string | null;
            /**
             * Format: date-time
             * @description When it was completed.
             */
            completion_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description Name that no other syllabus has. */
            unique_name?: string | null;
            /** Format: date-time */
            first_activity_date?: string | null;
            /** Format: date-time */
            last_activity_date?: string | null;
            /** @description NotGraded=0; (likely) Passing and Failing are 1 and 2 in an order that is not known. */
            result: number;
            /** @description NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user.
             */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SectionObjectives: {
            /** @description Objectives. */
            objectives?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        SetCustomEnrollmentFieldValuesRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment to set custom fields/values for
             */
            enrollment_id: string;
            /** @description Values by the key of their field. */
            custom_enrollment_field_values: {
                [key: string]: string;
            };
        };
        SetCustomEnrollmentFieldValuesResponse: {
            /** @description Whether a field was unknown. */
            error?: boolean | null;
            /** @description What went wrong. */
            message?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description One session. Its shape is not published; hand it on as it is. */
        StudentSession: {
            [key: string]: unknown;
        };
        TestAttempt: {
            /** Format: uuid */
            attempt_id: string;
            attempt_index?: number | null;
            /**
             * Format: date-time
             * @description When it starts or was begun. Missing on older servers (likely).
             */
            start_date?: string | null;
            /** Format: date-time */
            last_time_left_update?: string | null;
            /** Format: date-time */
            finish_date?: string | null;
            allow_relaunch?: boolean | null;
            /** @description Looks like a .NET TimeSpan, `d.hh:mm:ss` (a guess: keep it a string). */
            time_left?: string | null;
            num_questions?: number | null;
            is_complete?: boolean | null;
            score?: number | null;
            comments?: string | null;
            proctor_response_item?: components["schemas"]["ProctorResponse"];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A training plan. */
        TrainingPlan: {
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id?: string;
            /** @description Name. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Id of the requirement at the root of the plan.
             */
            root_requirement_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description Title. */
            title?: string | null;
            /** @description Name that no other syllabus has. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            utc_date_created?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            utc_date_last_modified?: string | null;
            /** @description Whether it is hidden. */
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
            /** @description Credit hours; may have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        TrainingPlanDescription: {
            /** @description Description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        TrainingPlanEnrollment: {
            /**
             * Format: uuid
             * @description Id of the subscription; `subscriber_id` in queries (likely).
             */
            subscription_id?: string | null;
            /** @description Name. */
            name?: string | null;
            percent_requirements_fulfilled?: number | null;
            ed2go_registration_key?: string | null;
            average_score?: number | null;
            grade_point_average?: number | null;
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the enrollment was made.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When it starts or was begun. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment expires.
             */
            expiration_date?: string | null;
            /**
             * Format: date-time
             * @description When it was completed.
             */
            completion_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description Name that no other syllabus has. */
            unique_name?: string | null;
            /** Format: date-time */
            first_activity_date?: string | null;
            /** Format: date-time */
            last_activity_date?: string | null;
            /** @description NotGraded=0; (likely) Passing and Failing are 1 and 2 in an order that is not known. */
            result: number;
            /** @description NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user.
             */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
    };
    responses: {
        /** @description Not authorized. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The entity was not found, or is there already. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The request breaks a rule. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
        access_token: string;
        /** @description Which page of results to return; pages start at 1. */
        page: number;
        /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
        per_page: number;
    };
    requestBodies: never;
    headers: {
        /** @description Items in the whole list. May be missing (certain for GetSectionEnrollments, GetCatalogSyllabi, GetCatalogs and SearchEnrollments, likely for the other paged operations). */
        "X-Total-Count": number;
        /** @description Items on a page. May be missing. */
        "X-Per-Page": number;
        /** @description The page. May be missing. */
        "X-Page": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    SearchEnrollments: {
        parameters: {
            query: {
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /**
                 * @deprecated
                 * @description (OBSOLETE) Left here for backwards compatibility please use the per_page parameter
                 */
                paer_page?: number;
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description Enrollment search results successfully returned */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchEnrollmentsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionEnrollments: {
        parameters: {
            query: {
                /** @description Id of the organization to check permissions in for syllabus options */
                org_id?: string;
                /** @description Id of the subscription that the section enrollments belong to */
                subscriber_id?: string;
                /** @description If provided then subscriber ID must not be sent */
                user_id?: string;
                /** @description Id of a syllabus that belongs to the enrollments */
                syllabus_id?: string;
                /** @description Id of a particular section enrollment */
                enrollment_id?: string;
                /** @description Unique name of a syllabus that belongs to the enrollment */
                syllabus_unique_name?: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of section enrollments */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionEnrollment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlanEnrollments: {
        parameters: {
            query: {
                /** @description Id of the organization to check permissions in for syllabus options */
                org_id?: string;
                /** @description Id of the subscription that the training plan enrollments belong to */
                subscriber_id?: string;
                /** @description Id of a user. */
                user_id?: string;
                /** @description Id of a syllabus that belongs to the enrollments */
                syllabus_id?: string;
                /** @description Id of a particular training plan enrollment */
                enrollment_id?: string;
                /** @description Unique name of a syllabus that belongs to the enrollment */
                syllabus_unique_name?: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of training plan enrollments */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanEnrollment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCustomEnrollmentFields: {
        parameters: {
            query: {
                /** @description Id of the organization to get the custom enrollment fields for */
                org_id: string;
                /** @description Optional field id to filter by */
                field_id?: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of custom enrollment fields */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentField"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetDefaultCustomEnrollmentFieldSetting: {
        parameters: {
            query: {
                /** @description Id of an organization that the field is in */
                org_id: string;
                /** @description Id of the custom enrollment field */
                field_id: string;
                /** @description Optional id of the syllabus to get the default field setting for */
                syllabus_id?: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Custom enrollment field and default setting */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultCustomEnrollmentFieldSetting"] | null;
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                /** @description Id of the enrollment to get the custom enrollment field values for */
                enrollment_id?: string;
                /** @description Id of the subscription to get the custom enrollment field values for */
                subscriber_id?: string;
                /** @description Id of the section or training plan to get the custom enrollment field values for */
                syllabus_id?: string;
                /** @description Key of the custom enrollment field to get the value for */
                key?: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of custom enrollment field values */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentFieldValue"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    SetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description Information about whether an error occurred (in the case of a nonexistent field being passed in, not an exception) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetCustomEnrollmentFieldValuesResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    DropEnrollment: {
        parameters: {
            query: {
                /** @description Id of the enrollment to drop */
                enrollment_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enrollment id and whether the enrollment has been dropped */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    DeleteEnrollment: {
        parameters: {
            query: {
                /** @description Id of the enrollment to delete */
                enrollment_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enrollment id and whether it has been deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    CreateEnrollment: {
        parameters: {
            query: {
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description Id of created enrollment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignmentStatuses: {
        parameters: {
            query: {
                /** @description Section enrollment to get statuses for */
                enrollment_id?: string;
                /** @description Id of the subscription for a section enrollment */
                subscription_id?: string;
                /** @description Id of the section for a section enrollment */
                section_id?: string;
                /** @description Optional assignment to filter by */
                assignment_id?: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of assignment statuses */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentStatus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCertificateUrl: {
        parameters: {
            query: {
                /** @description Id of the enrollment */
                enrollment_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Url of completed certificate file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateUrl"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSection: {
        parameters: {
            query: {
                /** @description Id of the syllabus */
                syllabus_id?: string;
                /** @description The Product ID from a catalog */
                product_id?: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Section information */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSections: {
        parameters: {
            query: {
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description List of Sections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSectionsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionDescription: {
        parameters: {
            query: {
                /** @description Id of the section */
                section_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Section description */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionObjectives: {
        parameters: {
            query: {
                /** @description Id of the section */
                section_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Section objectives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionObjectives"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetStudentSessions: {
        parameters: {
            query: {
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description Successfully returned the requested sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStudentSessionsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlan: {
        parameters: {
            query: {
                /** @description Id of the training plan */
                training_plan_id?: string;
                /** @description A product id from any catalog this training plan is in */
                product_id?: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Training plan information */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlan"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlanDescription: {
        parameters: {
            query: {
                /** @description Id of the training plan. */
                training_plan_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Training plan description */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignments: {
        parameters: {
            query: {
                /** @description Id of the section. */
                section_id: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of assignments */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignment: {
        parameters: {
            query: {
                /** @description Id of the assignment. */
                assignment_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assignment information */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignmentInstructions: {
        parameters: {
            query: {
                /** @description Id of the assignment. */
                assignment_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Assignment instructions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentInstructions"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetOrganizations: {
        parameters: {
            query: {
                /** @description Id of the organization. */
                org_id?: string;
                /** @description Short name of the organization. */
                org_short_name?: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of organizations */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogs: {
        parameters: {
            query: {
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description Response containing list of catalogs */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCatalogsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalog: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Catalog information */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogDescription: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Description of the catalog */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogCreditHours: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credit hours of the catalog */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogCreditHours"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCategories: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of categories */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogSyllabi: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of syllabi */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCategorySyllabi: {
        parameters: {
            query: {
                /** @description Id of the category. */
                category_id: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of syllabi */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTestAttempts: {
        parameters: {
            query: {
                /** @description Id of the enrollment. */
                enrollment_id: string;
                /** @description Id of the assignment. */
                assignment_id: string;
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List of test attempts */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAttempt"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCmiData: {
        parameters: {
            query: {
                /** @description Which page of results to return; pages start at 1. */
                page?: components["parameters"]["page"];
                /** @description How many results a page holds. Null or less than 1 counts as 30, more than 1000 as 1000 (certain for SearchEnrollments, likely elsewhere). */
                per_page?: components["parameters"]["per_page"];
                /** @description Token from the Authenticate operation of the AdminApi. There is no header form, so every URL is a secret. */
                access_token: components["parameters"]["access_token"];
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
            /** @description List of SCOs and corresponding CMI data */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Page": components["headers"]["X-Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sco"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
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
  "ErrorResponse": {
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      true
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
  },
  "GetSectionsRequest": {
    "sections": [
      "sections",
      "ids",
      true
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
  }
} as const;
